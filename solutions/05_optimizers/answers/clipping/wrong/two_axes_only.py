"""The loops run over two axes only.

property: elementwise: any shape, any c
kind: detail
"""

import numpy as np


def clip_elementwise(grad, c):
    out = np.zeros_like(grad)
    rows, columns = grad.shape
    for i in range(rows):
        for j in range(columns):
            out[i, j] = min(max(grad[i, j], -c), c)
    return out


def clip_global_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [g * min(1, c / norm) if norm else g for g in grads], norm
