"""The backward pass knows two and four axes only.

property: backward: any shape
kind: detail
"""

import numpy as np


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    x = cache
    dx = np.zeros(x.shape)
    if x.ndim == 2:
        for i in range(x.shape[0]):
            for j in range(x.shape[1]):
                dx[i, j] = dout[i, j] if x[i, j] > 0 else 0
    elif x.ndim == 4:
        dx = dout * (x > 0)
    return dx
