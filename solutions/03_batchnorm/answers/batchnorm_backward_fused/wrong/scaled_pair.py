"""Forward and backward pass of a layer that only scales and shifts.

property: dx is the numerical gradient
kind: idea
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    return gamma * x + beta, (x, gamma)


def batchnorm_backward_fused(dout, cache):
    x, gamma = cache
    return dout * gamma, (dout * x).sum(axis=0), dout.sum(axis=0)
