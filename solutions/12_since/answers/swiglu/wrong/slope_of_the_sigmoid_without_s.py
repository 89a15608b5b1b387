"""1 - s for the slope of the sigmoid.

property: backward: dw
kind: idea
"""

import numpy as np


def swiglu_forward(x, w, v):
    a, b = x @ w, x @ v
    s = 1 / (1 + np.exp(-a))
    return a * s * b, (x, w, v, a, b, s)


def swiglu_backward(dout, cache):
    x, w, v, a, b, s = cache
    da = dout * b * (s + a * (1 - s))
    db = dout * a * s
    return da @ w.T + db @ v.T, x.T @ da, x.T @ db
