"""Short gradients are stretched to norm c.

property: global norm: gradients that are short enough stay
kind: idea
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.clip(grad, -c, c)


def clip_global_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [g * c / norm if norm else g for g in grads], norm
