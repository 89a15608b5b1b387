"""dx takes the first filter for all.

property: backward: dx
kind: idea
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
    return out, (x, framed, w, b, stride, pad)


def conv_backward(dout, cache):
    x, framed, w, b, stride, pad = cache
    f, _, hh, ww = w.shape
    dframed = np.zeros(framed.shape)
    dw = np.zeros(w.shape)
    db = dout.sum(axis=(0, 2, 3))
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rs, cs = slice(i * stride, i * stride + hh), slice(j * stride, j * stride + ww)
            for k in range(f):
                d = dout[:, k, i, j][:, None, None, None]
                dw[k] += (d * framed[:, :, rs, cs]).sum(axis=0)
                dframed[:, :, rs, cs] += d * w[0]
    return dframed[:, :, pad : pad + x.shape[2], pad : pad + x.shape[3]], dw, db
