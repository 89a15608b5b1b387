"""The loops want two axes.

property: forward: any shape, any size of number
kind: detail
"""

import numpy as np


def relu_forward(x):
    n, d = x.shape
    out = np.zeros((n, d))
    for i in range(n):
        for j in range(d):
            out[i, j] = max(0.0, x[i, j])
    return out, x


def relu_backward(dout, cache):
    return dout * (cache > 0)
