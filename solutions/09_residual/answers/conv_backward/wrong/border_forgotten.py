"""The gradients of the patches are collected without the border.

property: backward: db
cause: an array that has the border too
kind: idea
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
            patch = xp[:, :, i * stride : i * stride + hh, j * stride : j * stride + ww]
            out[:, :, i, j] = np.tensordot(patch, w, ([1, 2, 3], [1, 2, 3])) + b
    return out, (x, xp, w, stride)


def conv_backward(dout, cache):
    x, xp, w, stride = cache
    hh, ww = w.shape[2:]
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + hh)
            cols = slice(j * stride, j * stride + ww)
            dw += np.einsum("nf,nchw->fchw", dout[:, :, i, j], xp[:, :, rows, cols])
            dx[:, :, rows, cols] += np.einsum("nf,fchw->nchw", dout[:, :, i, j], w)
    return dx, dw, dout.sum(axis=(0, 2, 3))
