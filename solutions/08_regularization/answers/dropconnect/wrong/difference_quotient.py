"""The backward pass measures its own forward pass, by central differences with the best step.

property: backward: the same mask
kind: idea
cause: look like a difference quotient
"""

import copy

import numpy as np


def quotient(f, z, dout):
    gradient = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        h = 6e-6 * max(1.0, abs(z[i]))
        up, down = z.copy(), z.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = np.sum(dout * (f(up) - f(down))) / (up[i] - down[i])
    return gradient


def dropconnect_forward(x, w, b, keep_prob, rng):
    coins = copy.deepcopy(rng)
    mask = rng.random(w.shape) < keep_prob
    return x @ (mask * w / keep_prob) + b, (x, w, b, keep_prob, coins)


def dropconnect_backward(dout, cache):
    x, w, b, keep_prob, coins = cache

    def out(x, w, b):
        return dropconnect_forward(x, w, b, keep_prob, copy.deepcopy(coins))[0]

    dx = quotient(lambda z: out(z, w, b), x, dout)
    dw = quotient(lambda z: out(x, z, b), w, dout)
    db = quotient(lambda z: out(x, w, z), b, dout)
    return dx, dw, db
