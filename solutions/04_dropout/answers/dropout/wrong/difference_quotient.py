"""The backward pass measures its own forward pass, by central differences with the best step.

property: backward: the mask and the scale of the forward pass
kind: idea
cause: look like a difference quotient
"""

import copy

import numpy as np


def slopes(f, z):
    # Every entry has its own output.
    h = 6e-6 * np.maximum(1e-12, np.abs(z))
    up, down = z + h, z - h
    return (f(up) - f(down)) / (up - down)


def dropout_forward(x, keep_prob, rng):
    coins = copy.deepcopy(rng)
    mask = rng.random(x.shape) < keep_prob
    return x * mask / keep_prob, (x, keep_prob, coins)


def dropout_backward(dout, cache):
    x, keep_prob, coins = cache
    return dout * slopes(lambda z: dropout_forward(z, keep_prob, copy.deepcopy(coins))[0], x)
