"""All gradients joined in one flat vector, clipped and split again."""

import numpy as np


def clip_elementwise(grad, c):
    return np.where(grad > c, c, np.where(grad < -c, -c, grad))


def clip_global_norm(grads, c):
    flat = np.concatenate([g.ravel() for g in grads])
    norm = np.linalg.norm(flat)
    if norm > c:
        flat = flat * (c / norm)
    cuts = np.cumsum([g.size for g in grads])[:-1]
    return [p.reshape(g.shape) for p, g in zip(np.split(flat, cuts), grads)], float(norm)
