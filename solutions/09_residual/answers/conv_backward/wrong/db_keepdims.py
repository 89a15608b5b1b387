"""db has shape (1, F, 1, 1).

property: backward: db
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
                out[:, k, i, j] = np.sum(patch * w[k], axis=(1, 2, 3)) + b[k]
    cache = (x, framed, w, b, stride, pad)
    return out, cache


def conv_backward(dout, cache):
    x, framed, w, b, stride, pad = cache
    n, c, height, width = x.shape
    f, _, hh, ww = w.shape
    _, _, rows, columns = dout.shape
    dframed = np.zeros(framed.shape)
    dw = np.zeros(w.shape)
    db = dout.sum(axis=(0, 2, 3), keepdims=True)
    for m in range(n):
        for k in range(f):
            for i in range(rows):
                for j in range(columns):
                    r, s = i * stride, j * stride
                    dw[k] += dout[m, k, i, j] * framed[m, :, r : r + hh, s : s + ww]
                    dframed[m, :, r : r + hh, s : s + ww] += dout[m, k, i, j] * w[k]
    dx = dframed[:, :, pad : pad + height, pad : pad + width]
    return dx, dw, db
