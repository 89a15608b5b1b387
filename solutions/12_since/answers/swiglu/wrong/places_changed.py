"""v makes the gate, both ways.

property: forward: two units by hand
kind: convention
"""

import numpy as np


def swiglu_forward(x, w, v):
    a, b = x @ v, x @ w
    s = 1 / (1 + np.exp(-a))
    return a * s * b, (x, w, v, a, b, s)


def swiglu_backward(dout, cache):
    x, w, v, a, b, s = cache
    da = dout * b * (s + a * s * (1 - s))
    db = dout * a * s
    return da @ v.T + db @ w.T, x.T @ db, x.T @ da
