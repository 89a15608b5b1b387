"""Both matrices side by side, and one product."""

import numpy as np


def swiglu_forward(x, w, v):
    both = np.concatenate([w, v], axis=1)
    a, b = np.split(x @ both, 2, axis=1)
    s = 1 / (1 + np.exp(-a))
    return a * s * b, (x, both, a, b, s)


def swiglu_backward(dout, cache):
    x, both, a, b, s = cache
    silu = a * s
    dboth = np.concatenate([dout * b * (s + silu - silu * s), dout * silu], axis=1)
    dw, dv = np.split(x.T @ dboth, 2, axis=1)
    return dboth @ both.T, dw, dv
