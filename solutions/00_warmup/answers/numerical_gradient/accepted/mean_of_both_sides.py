"""The mean of a forward and a backward difference."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    here = f(x)
    out = np.empty(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        out[i] = ((f(x + e) - here) / h + (here - f(x - e)) / h) / 2
    return out
