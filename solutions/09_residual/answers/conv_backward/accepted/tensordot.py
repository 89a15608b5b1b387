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


def conv_backward(dout, cache):
    framed, w, stride, pad = cache
    hh, ww = w.shape[2:]
    rows, columns = dout.shape[2:]
    dw, dframed = np.empty_like(w), np.zeros_like(framed)
    for p in range(hh):
        for q in range(ww):
            here = (
                slice(None),
                slice(None),
                slice(p, p + stride * rows, stride),
                slice(q, q + stride * columns, stride),
            )
            dw[:, :, p, q] = np.tensordot(dout, framed[here], axes=([0, 2, 3], [0, 2, 3]))
            dframed[here] += np.moveaxis(np.tensordot(dout, w[:, :, p, q], axes=(1, 0)), 3, 1)
    end_h, end_w = dframed.shape[2] - pad, dframed.shape[3] - pad
    return dframed[:, :, pad:end_h, pad:end_w], dw, np.sum(dout, axis=(0, 2, 3))
