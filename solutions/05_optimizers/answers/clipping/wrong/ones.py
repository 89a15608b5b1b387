"""Ones.

property: elementwise: every entry ends between -c and c
kind: two
"""

import numpy as np


def clip_elementwise(grad, c):
    return np.ones_like(grad)


def clip_global_norm(grads, c):
    return [np.ones_like(g) for g in grads], 1.0
