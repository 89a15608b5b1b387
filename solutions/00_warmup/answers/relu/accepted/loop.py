"""One entry at a time; the cache is a list of places."""

import numpy as np


def relu_forward(x):
    out, places = np.zeros(x.shape), []
    for index in np.ndindex(*x.shape):
        if x[index] > 0:
            out[index] = x[index]
            places.append(index)
    return out, places


def relu_backward(dout, cache):
    dx = np.zeros(dout.shape)
    for index in cache:
        dx[index] = dout[index]
    return dx
