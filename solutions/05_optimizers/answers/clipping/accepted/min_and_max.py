"""minimum and maximum; a float norm; copies of short gradients."""

import numpy as np


def clip_elementwise(grad, c):
    return np.maximum(np.minimum(grad, c), -c)


def clip_global_norm(grads, c):
    norm = float(np.linalg.norm(np.concatenate([g.ravel() for g in grads])))
    if norm <= c:
        return [g.copy() for g in grads], norm
    return [c * g / norm for g in grads], norm
