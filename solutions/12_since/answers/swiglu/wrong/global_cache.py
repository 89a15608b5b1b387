"""A global variable instead of the cache.

property: backward: each call uses its own cache
kind: guard
"""

import numpy as np


kept = {}


def swiglu_forward(x, w, v):
    kept.update(x=x, w=w, v=v)
    a = x @ w
    return a / (1 + np.exp(-a)) * (x @ v), None


def swiglu_backward(dout, cache):
    x, w, v = kept["x"], kept["w"], kept["v"]
    a, b = x @ w, x @ v
    s = 1 / (1 + np.exp(-a))
    da, db = dout * b * (s + a * s * (1 - s)), dout * a * s
    return da @ w.T + db @ v.T, x.T @ da, x.T @ db
