"""The stride counts for the rows, the columns move on by 1.

property: longer steps
kind: detail
"""

import numpy as np


def conv_forward(x, w, b, stride=1, pad=0):
    n, _, h, width = x.shape
    f, _, hh, ww = w.shape
    xp = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    rows, cols = (h + 2 * pad - hh) // stride + 1, (width + 2 * pad - ww) // stride + 1
    out = np.empty((n, f, rows, cols))
    for i in range(rows):
        for j in range(cols):
            patch = xp[:, :, i * stride : i * stride + hh, j : j + ww]
            out[:, :, i, j] = np.tensordot(patch, w, ([1, 2, 3], [1, 2, 3])) + b
    return out, (xp, w, stride, pad)
