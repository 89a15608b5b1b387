"""The gradients come in float32.

property: float64 stays float64
kind: guard
"""

import numpy as np


def swiglu_forward(x, w, v):
    a, b = x @ w, x @ v
    s = 1 / (1 + np.exp(-a))
    return a * s * b, (x, w, v, a, b, s)


def swiglu_backward(dout, cache):
    x, w, v, a, b, s = (part.astype(np.float32) for part in cache)
    da = dout.astype(np.float32) * b * (s + a * s * (1 - s))
    db = dout.astype(np.float32) * a * s
    return da @ w.T + db @ v.T, x.T @ da, x.T @ db
