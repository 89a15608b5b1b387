"""The root is missing.

property: global norm: -4, 3, 84 and 12 have the norm 85
kind: idea
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    norm = sum(np.sum(g**2) for g in grads)
    return [g * min(1, c / norm) if norm else g for g in grads], norm
