"""Writes the clipped arrays into the list that was given.

property: inputs unchanged
kind: guard
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    if norm > c:
        for i in range(len(grads)):
            grads[i] = grads[i] * c / norm
    return grads, norm
