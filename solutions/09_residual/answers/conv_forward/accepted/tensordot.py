"""A loop over the cells of the filter."""

import numpy as np


def conv_forward(x, w, b, stride=1, pad=0):
    framed = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    hh, ww = w.shape[2:]
    rows = (framed.shape[2] - hh) // stride + 1
    columns = (framed.shape[3] - ww) // stride + 1
    out = 0.0
    for p in range(hh):
        for q in range(ww):
            part = framed[:, :, p : p + stride * rows : stride, q : q + stride * columns : stride]
            out = out + np.tensordot(part, w[:, :, p, q], axes=(1, 1))
    out = np.moveaxis(out + b, 3, 1)
    return out, [framed, w, stride, pad]
