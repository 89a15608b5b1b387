"""The filter is turned by 180 degrees.

property: one channel by hand
kind: convention
"""

import numpy as np


def conv_forward(x, w, b, stride=1, pad=0):
    n, c, height, width = x.shape
    f, _, hh, ww = w.shape
    framed = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    rows = (height + 2 * pad - hh) // stride + 1
    columns = (width + 2 * pad - ww) // stride + 1
    out = np.zeros((n, f, rows, columns))
    for i in range(rows):
        for j in range(columns):
            patch = framed[:, :, i * stride : i * stride + hh, j * stride : j * stride + ww]
            for k in range(f):
                out[:, k, i, j] = np.sum(patch * w[k, :, ::-1, ::-1], axis=(1, 2, 3)) + b[k]
    cache = (x, framed, w, b, stride, pad)
    return out, cache
