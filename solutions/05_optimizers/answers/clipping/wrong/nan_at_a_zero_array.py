"""Arrays are divided by their own norm on the way.

property: global norm: gradients of 0 stay 0
kind: guard
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    norms = np.array([np.linalg.norm(g) for g in grads])
    norm = np.sqrt((norms**2).sum())
    share = np.minimum(1, c / norm) * norms
    return [g / n * s for g, n, s in zip(grads, norms, share)], norm
