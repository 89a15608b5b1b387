"""The norm of a list of arrays of different shapes.

property: global norm: -4, 3, 84 and 12 have the norm 85
kind: idea
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    norm = np.linalg.norm(grads)
    return [g * min(1, c / norm) for g in grads], norm
