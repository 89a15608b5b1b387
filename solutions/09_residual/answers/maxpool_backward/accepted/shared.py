"""Tied cells share."""

import numpy as np


def maxpool_forward(x, size, stride):
    rows = 1 + (x.shape[2] - size) // stride
    columns = 1 + (x.shape[3] - size) // stride
    out = np.full((x.shape[0], x.shape[1], rows, columns), -np.inf)
    for p in range(size):
        for q in range(size):
            out = np.maximum(
                out, x[:, :, p : p + stride * rows : stride, q : q + stride * columns : stride]
            )
    return out, (x, out.copy(), size, stride)


def maxpool_backward(dout, cache):
    x, out, size, stride = cache
    rows, columns = out.shape[2:]
    views = [
        (
            slice(None),
            slice(None),
            slice(p, p + stride * rows, stride),
            slice(q, q + stride * columns, stride),
        )
        for p in range(size)
        for q in range(size)
    ]
    count = sum((x[v] == out).astype(float) for v in views)
    dx = np.zeros_like(x)
    for v in views:
        dx[v] += dout * (x[v] == out) / count
    return dx
