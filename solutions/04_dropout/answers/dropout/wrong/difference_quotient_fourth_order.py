"""The backward pass measures its own forward pass, by differences of fourth order.

property: backward: the mask and the scale of the forward pass
kind: idea
cause: look like a difference quotient
"""

import copy

import numpy as np


def slopes(f, z):
    # Every entry has its own output.
    h = 1e-3 * np.maximum(1e-12, np.abs(z))
    return (8 * (f(z + h) - f(z - h)) - (f(z + 2 * h) - f(z - 2 * h))) / (12 * h)


def dropout_forward(x, keep_prob, rng):
    coins = copy.deepcopy(rng)
    mask = rng.random(x.shape) < keep_prob
    return x * mask / keep_prob, (x, keep_prob, coins)


def dropout_backward(dout, cache):
    x, keep_prob, coins = cache
    return dout * slopes(lambda z: dropout_forward(z, keep_prob, copy.deepcopy(coins))[0], x)
