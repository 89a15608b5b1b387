"""The loop over the arrays ends one early.

property: global norm: -4, 3, 84 and 12 have the norm 85
kind: idea
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    norm = np.sqrt(sum((grads[i] ** 2).sum() for i in range(len(grads) - 1)))
    scale = c / norm if norm > c else 1.0
    return [g * scale for g in grads], norm
