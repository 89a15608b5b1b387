"""np.clip writes into its input.

property: inputs unchanged
kind: guard
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c, out=grad)


def clip_global_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [g * min(1, c / norm) if norm else g for g in grads], norm
