"""The lecture's formula: 0 / 0 at a gradient of 0.

property: global norm: gradients of 0 stay 0
kind: guard
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [g * np.minimum(norm, c) / norm for g in grads], norm
