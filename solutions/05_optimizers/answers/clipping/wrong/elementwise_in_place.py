"""The caller's gradient is clipped in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def clip_elementwise(grad, c):
    grad[grad > c] = c
    grad[grad < -c] = -c
    return grad


def clip_global_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [g * min(1, c / norm) if norm else g for g in grads], norm
