"""Ones.

property: the gradient goes to the largest number
kind: idea
"""

import numpy as np


def maxpool_forward(x, size, stride):
    n, c, height, width = x.shape
    rows = (height - size) // stride + 1
    columns = (width - size) // stride + 1
    out = np.zeros((n, c, rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i * stride : i * stride + size, j * stride : j * stride + size]
            out[:, :, i, j] = np.max(window, axis=(2, 3))
    cache = (x, out, size, stride)
    return out, cache


def maxpool_backward(dout, cache):
    x, out, size, stride = cache
    n, c, rows, columns = dout.shape
    dx = np.zeros(x.shape)
    for m in range(n):
        for k in range(c):
            for i in range(rows):
                for j in range(columns):
                    r, s = i * stride, j * stride
                    window = x[m, k, r : r + size, s : s + size]
                    p, q = np.unravel_index(np.argmax(window), window.shape)
                    dx[m, k, r + p, s + q] += dout[m, k, i, j]
    return np.ones_like(dx)
