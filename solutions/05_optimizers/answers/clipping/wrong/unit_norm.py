"""The result has norm 1.

property: global norm: one factor for all arrays
kind: idea
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [g / norm if norm > c else g for g in grads], norm
