"""Only arrays longer than c are scaled, by the common factor.

property: global norm: one factor for all arrays
cause: shorter than c came back as it was
kind: idea
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [g * c / norm if np.sqrt((g**2).sum()) > c else g for g in grads], norm
