"""Loops over the entries."""

import numpy as np


def clip_elementwise(grad, c):
    flat = [min(max(x, -c), c) for x in grad.ravel().tolist()]
    return np.array(flat).reshape(grad.shape)


def clip_global_norm(grads, c):
    squares = 0.0
    for g in grads:
        for x in g.ravel():
            squares += x * x
    norm = squares**0.5
    out = []
    for g in grads:
        out.append(np.where(norm > c, g * c / (norm if norm else 1.0), g))
    return out, norm
