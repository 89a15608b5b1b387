"""Everything is computed in float32.

property: float64 stays float64
kind: guard
"""

import numpy as np


def affine_forward(x, w, b):
    x, w = x.astype(np.float32), w.astype(np.float32)
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, (x.T @ dout).astype(np.float32), dout.sum(axis=0)
