"""The list itself comes back when nothing is to do."""

import numpy as np


def clip_elementwise(grad, c):
    out = grad.copy()
    out[out > c] = c
    out[out < -c] = -c
    return out


def clip_global_norm(grads, c):
    total = 0.0
    for g in grads:
        total += np.vdot(g, g)
    norm = total**0.5
    if norm > c:
        grads = [g * (c / norm) for g in grads]
    return grads, norm
