"""The norm of order 2, which a matrix has another one of, and three axes none.

property: global norm: -4, 3, 84 and 12 have the norm 85
cause: of three axes nothing
kind: detail
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    norm = np.sqrt(sum(np.linalg.norm(g, 2) ** 2 for g in grads))
    return [g * (c / norm if norm > c else 1.0) for g in grads], norm
