"""`dout` is read in the order in which it lies in memory.

property: float32, and views with gaps
kind: guard
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
            out[:, :, i, j] = window.max(axis=(2, 3))
    return out, (x, out, size, stride)


def maxpool_backward(dout, cache):
    x, out, size, stride = cache
    dout = dout.ravel(order="K").reshape(dout.shape)
    dx = np.zeros(x.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            part = np.s_[:, :, i * stride : i * stride + size, j * stride : j * stride + size]
            mask = x[part] == out[:, :, i : i + 1, j : j + 1]
            dx[part] += mask * dout[:, :, i : i + 1, j : j + 1]
    return dx
