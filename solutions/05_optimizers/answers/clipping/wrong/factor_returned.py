"""The factor is returned instead of the norm.

property: global norm: -4, 3, 84 and 12 have the norm 85
kind: idea
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    factor = min(1.0, c / norm) if norm else 1.0
    return [g * factor for g in grads], factor
