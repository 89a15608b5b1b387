"""The result in float32."""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad.astype(np.float32), -np.float32(c), np.float32(c))


def clip_global_norm(grads, c):
    small = [g.astype(np.float32) for g in grads]
    norm = np.sqrt(sum(np.sum(g**2) for g in small))
    scale = np.float32(1.0 if norm <= c else c / norm)
    return [g * scale for g in small], norm
