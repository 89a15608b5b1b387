"""Each array is scaled by the norm of those so far.

property: global norm: one factor for all arrays
kind: idea
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    out, total = [], 0.0
    for g in grads:
        total += (g**2).sum()
        norm = np.sqrt(total)
        out.append(g * min(1, c / norm) if norm else g)
    return out, norm
