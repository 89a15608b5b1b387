"""Where the stride is longer than the size, the window is as wide as the stride.

property: windows with gaps
kind: detail
cause: some cells are in no window
"""

import numpy as np


def maxpool_forward(x, size, stride):
    n, c, height, width = x.shape
    rows = (height - size) // stride + 1
    columns = (width - size) // stride + 1
    out = np.zeros((n, c, rows, columns))
    side = max(size, stride)
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, i * stride : i * stride + side, j * stride : j * stride + side]
            out[:, :, i, j] = np.max(window, axis=(2, 3))
    cache = (x, out, size, stride)
    return out, cache
