"""One coin after the other."""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = np.zeros(x.size)
    for i in range(x.size):
        if rng.random() < keep_prob:
            mask[i] = 1 / keep_prob
    mask = mask.reshape(x.shape)
    return mask * x, mask


def dropout_backward(dout, cache):
    dx = np.empty(dout.size)
    for i, (d, m) in enumerate(zip(dout.ravel(), cache.ravel())):
        dx[i] = d * m
    return dx.reshape(dout.shape)
