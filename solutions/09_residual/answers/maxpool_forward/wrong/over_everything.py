"""One maximum for all.

property: each channel of each example by itself
kind: detail
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
            out[:, :, i, j] = np.max(window)
    cache = (x, out, size, stride)
    return out, cache
