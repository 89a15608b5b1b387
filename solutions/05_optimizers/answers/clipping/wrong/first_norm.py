"""The norm of the first array.

property: global norm: -4, 3, 84 and 12 have the norm 85
kind: idea
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    norm = np.linalg.norm(grads[0])
    return [g * min(1, c / norm) if norm else g for g in grads], norm
