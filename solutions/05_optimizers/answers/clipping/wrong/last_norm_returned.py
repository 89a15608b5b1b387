"""The factor is right, but the norm of the last array is returned.

property: global norm: -4, 3, 84 and 12 have the norm 85
kind: idea
cause: last array only
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    total = 0.0
    for g in grads:
        norm = np.sqrt(np.sum(g**2))
        total += norm**2
    factor = min(1, c / np.sqrt(total)) if total else 1
    return [g * factor for g in grads], norm
