"""The caller's gradients are scaled in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    if norm > c:
        for g in grads:
            g *= c / norm
    return grads, norm
