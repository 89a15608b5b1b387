"""Both roads go back through w.

property: backward: dx
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
    return (da + db) @ w.T, x.T @ da, x.T @ db
