"""Every array comes back flat.

property: global norm: one factor for all arrays
kind: idea
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    scale = c / norm if norm > c else 1.0
    return [g.ravel() * scale for g in grads], norm
