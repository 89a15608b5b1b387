"""The product of the sums instead of the sum of products.

property: backward: dw
kind: idea
"""

import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, np.outer(x.sum(axis=0), dout.sum(axis=0)), dout.sum(axis=0)
