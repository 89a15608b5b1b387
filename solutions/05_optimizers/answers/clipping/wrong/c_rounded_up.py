"""c is at least 1.

property: elementwise: any shape, any c
kind: detail
"""

import numpy as np


def clip_elementwise(grad, c):
    c = max(c, 1.0)
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [g * min(1, c / norm) if norm else g for g in grads], norm
