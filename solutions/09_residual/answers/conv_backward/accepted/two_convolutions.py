"""dx and dw are convolutions themselves."""

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
    n, c, height, width = x.shape
    f, _, hh, ww = w.shape
    spread = np.zeros((n, f, height + 2 * pad - hh + 1, width + 2 * pad - ww + 1))
    spread[:, :, ::stride, ::stride] = dout
    wide = np.pad(spread, ((0, 0), (0, 0), (hh - 1, hh - 1), (ww - 1, ww - 1)))
    turned = w[:, :, ::-1, ::-1].transpose(1, 0, 2, 3)
    dframed, _ = conv_forward(wide, turned, np.zeros(c))
    swapped = framed.transpose(1, 0, 2, 3), spread.transpose(1, 0, 2, 3)
    dw, _ = conv_forward(*swapped, np.zeros(f))
    dx = dframed[:, :, pad : pad + height, pad : pad + width]
    return dx, dw.transpose(1, 0, 2, 3), dout.sum(axis=(0, 2, 3))
