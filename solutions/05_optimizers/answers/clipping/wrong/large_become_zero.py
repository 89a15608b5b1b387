"""Large entries become 0.

property: elementwise: every entry ends between -c and c
kind: idea
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.where(np.abs(grad) > c, 0.0, grad)


def clip_global_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [g * min(1, c / norm) if norm else g for g in grads], norm
