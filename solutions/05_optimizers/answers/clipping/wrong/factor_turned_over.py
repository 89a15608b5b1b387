"""The factor is norm / c.

property: global norm: one factor for all arrays
kind: idea
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    factor = norm / c if norm > c else 1.0
    return [g * factor for g in grads], norm
