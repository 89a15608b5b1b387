"""Signs times limited sizes; division by max(norm, c)."""

import numpy as np


def clip_elementwise(grad, c):
    return np.sign(grad) * np.minimum(np.abs(grad), c)


def clip_global_norm(grads, c):
    norm = np.sqrt(np.array([(g * g).sum() for g in grads]).sum())
    return [g * c / np.maximum(norm, c) for g in grads], norm
