"""The gate and the value have changed places on the way back.

property: backward: dv
kind: idea
"""

import numpy as np


def swiglu_forward(x, w, v):
    a, b = x @ w, x @ v
    s = 1 / (1 + np.exp(-a))
    return a * s * b, (x, w, v, a, b, s)


def swiglu_backward(dout, cache):
    x, w, v, a, b, s = cache
    da = dout * a * (s + a * s * (1 - s))
    db = dout * b * s
    return da @ w.T + db @ v.T, x.T @ da, x.T @ db
