"""Windows by as_strided, with the steps of an array that has no gaps.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def conv_forward(x, w, b, stride=1, pad=0):
    hh, ww = w.shape[2:]
    if pad:
        x = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    n, c, h, width = x.shape
    size = 8
    rows, cols = (h - hh) // stride + 1, (width - ww) // stride + 1
    steps = np.array([c * h * width, h * width, stride * width, stride, width, 1]) * size
    windows = np.lib.stride_tricks.as_strided(x, (n, c, rows, cols, hh, ww), steps)
    out = np.einsum("ncijhw,fchw->nfij", windows, w) + b[:, None, None]
    return out, (x, w, stride, pad)
