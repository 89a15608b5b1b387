"""The second term of the slope of SiLU is subtracted.

property: backward: dw
kind: idea
"""

import numpy as np


def swiglu_forward(x, w, v):
    a = x @ w
    s = 1 / (1 + np.exp(-a))
    return a * s * (x @ v), (x, w, v, a, s)


def swiglu_backward(dout, cache):
    x, w, v, a, s = cache
    slope = s + a * s * (1 - s)
    da, db = dout * (x @ v) * slope, dout * a * s
    da = dout * (x @ v) * (s - a * s * (1 - s))
    return da @ w.T + db @ v.T, x.T @ da, x.T @ db
