"""Computed in float32.

property: float64 stays float64
kind: guard
"""

import numpy as np


def conv_forward(x, w, b, stride=1, pad=0):
    n, c, height, width = x.shape
    f, _, hh, ww = w.shape
    framed = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    rows = (height + 2 * pad - hh) // stride + 1
    columns = (width + 2 * pad - ww) // stride + 1
    out = np.zeros((n, f, rows, columns), dtype=np.float32)
    for i in range(rows):
        for j in range(columns):
            patch = framed[:, :, i * stride : i * stride + hh, j * stride : j * stride + ww]
            for k in range(f):
                out[:, k, i, j] = np.sum(patch * w[k], axis=(1, 2, 3)) + b[k]
    cache = (x, framed, w, b, stride, pad)
    return out, cache
