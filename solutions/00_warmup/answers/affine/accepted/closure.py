"""The cache is a function."""

import numpy as np


def affine_forward(x, w, b):
    def backward(dout):
        return dout @ w.T, (dout.T @ x).T, np.add.reduce(dout)

    return np.matmul(x, w) + b, backward


def affine_backward(dout, cache):
    return list(cache(dout))
