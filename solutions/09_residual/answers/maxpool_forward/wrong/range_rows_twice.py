"""The places run over the rows for both sides; wider images keep zeros at the right.

property: height and width differ
kind: detail
cause: Height and width each have
"""

import numpy as np


def maxpool_forward(x, size, stride):
    n, c, height, width = x.shape
    rows = (height - size) // stride + 1
    columns = (width - size) // stride + 1
    out = np.zeros((n, c, rows, columns))
    for i in range(rows):
        for j in range(min(rows, columns)):
            window = x[:, :, i * stride : i * stride + size, j * stride : j * stride + size]
            out[:, :, i, j] = np.max(window, axis=(2, 3))
    cache = (x, out, size, stride)
    return out, cache
