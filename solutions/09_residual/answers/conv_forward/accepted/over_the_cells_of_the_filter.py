"""Loops over the cells of the filter, with all places at once."""

import numpy as np


def conv_forward(x, w, b, stride=1, pad=0):
    hh, ww = w.shape[2:]
    framed = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    rows, columns = ((side - k) // stride + 1 for side, k in zip(framed.shape[2:], (hh, ww)))
    out = np.zeros((len(x), len(w), rows, columns)) + b.reshape(1, -1, 1, 1)
    for p in range(hh):
        for q in range(ww):
            cells = framed[:, :, p : p + stride * rows : stride, q : q + stride * columns : stride]
            out += np.einsum("nchw,fc->nfhw", cells, w[:, :, p, q])
    return out, {"x": x, "w": w}
