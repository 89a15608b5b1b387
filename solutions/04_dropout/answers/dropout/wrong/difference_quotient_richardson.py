"""The backward pass measures its own forward pass, by central differences, extrapolated twice.

property: backward: the mask and the scale of the forward pass
kind: idea
cause: look like a difference quotient
"""

import copy

import numpy as np


def slopes(f, z):
    # Every entry has its own output.
    h = 0.02 * np.maximum(1e-12, np.abs(z))

    def central(h):
        return (f(z + h) - f(z - h)) / (2 * h)

    a, b, c = central(h), central(h / 2), central(h / 4)
    b, c = (4 * b - a) / 3, (4 * c - b) / 3
    return (16 * c - b) / 15


def dropout_forward(x, keep_prob, rng):
    coins = copy.deepcopy(rng)
    mask = rng.random(x.shape) < keep_prob
    return x * mask / keep_prob, (x, keep_prob, coins)


def dropout_backward(dout, cache):
    x, keep_prob, coins = cache
    return dout * slopes(lambda z: dropout_forward(z, keep_prob, copy.deepcopy(coins))[0], x)
