"""A column of ones makes the bias a row of weights."""

import numpy as np


def affine_forward(x, w, b):
    wide = np.hstack([x, np.ones((len(x), 1))])
    tall = np.vstack([w, b])
    return wide @ tall, [wide, tall]


def affine_backward(dout, cache):
    wide, tall = cache
    d_tall = wide.T @ dout
    return (dout @ tall.T)[:, :-1], d_tall[:-1], d_tall[-1]
