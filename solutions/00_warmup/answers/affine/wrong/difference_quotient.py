"""The backward pass measures its own forward pass, by central differences with the best step.

property: backward: dw
kind: idea
cause: look like a difference quotient
"""

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


def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    dx = quotient(lambda z: affine_forward(z, w, b)[0], x, dout)
    dw = quotient(lambda z: affine_forward(x, z, b)[0], w, dout)
    db = quotient(lambda z: affine_forward(x, w, z)[0], b, dout)
    return dx, dw, db
