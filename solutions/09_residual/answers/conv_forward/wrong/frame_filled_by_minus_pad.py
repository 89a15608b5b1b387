"""Fills the frame through [pad:-pad], which is empty for pad = 0.

property: one channel by hand
kind: idea
"""

import numpy as np


def conv_forward(x, w, b, stride=1, pad=0):
    n, c, height, width = x.shape
    f, _, hh, ww = w.shape
    framed = np.zeros((n, c, height + 2 * pad, width + 2 * pad))
    framed[:, :, pad:-pad, pad:-pad] = x
    rows = (height + 2 * pad - hh) // stride + 1
    columns = (width + 2 * pad - ww) // stride + 1
    out = np.zeros((n, f, rows, columns))
    for i in range(rows):
        for j in range(columns):
            patch = framed[:, :, i * stride : i * stride + hh, j * stride : j * stride + ww]
            for k in range(f):
                out[:, k, i, j] = np.sum(patch * w[k], axis=(1, 2, 3)) + b[k]
    return out, (x, framed, w, b, stride, pad)
