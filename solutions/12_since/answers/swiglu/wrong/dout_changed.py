"""dout is changed by the backward pass.

property: inputs unchanged
kind: guard
"""

import numpy as np


def swiglu_forward(x, w, v):
    a, b = x @ w, x @ v
    s = 1 / (1 + np.exp(-a))
    return a * s * b, (x, w, v, a, b, s)


def swiglu_backward(dout, cache):
    x, w, v, a, b, s = cache
    db = dout * a * s
    dout *= b * (s + a * s * (1 - s))
    return dout @ w.T + db @ v.T, x.T @ dout, x.T @ db
