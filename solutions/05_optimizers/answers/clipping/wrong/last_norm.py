"""The norm is overwritten in the loop.

property: global norm: -4, 3, 84 and 12 have the norm 85
kind: idea
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    out = []
    for g in grads:
        norm = np.sqrt(np.sum(g**2))
        out.append(g * min(1, c / norm) if norm else g)
    return out, norm
