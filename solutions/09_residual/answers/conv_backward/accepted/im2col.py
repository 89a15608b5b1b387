"""Patches as rows, CS231n's names, sizes asserted, float32 kept."""

import numpy as np


def conv_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    assert (H + 2 * pad - HH) % stride == 0, "height"
    assert (W + 2 * pad - WW) % stride == 0, "width"
    Hp = 1 + (H + 2 * pad - HH) // stride
    Wp = 1 + (W + 2 * pad - WW) // stride
    x_pad = np.zeros((N, C, H + 2 * pad, W + 2 * pad), dtype=x.dtype)
    x_pad[:, :, pad : pad + H, pad : pad + W] = x
    cols = np.zeros((N * Hp * Wp, C * HH * WW), dtype=x.dtype)
    row = 0
    for n in range(N):
        for i in range(Hp):
            for j in range(Wp):
                r, s = i * stride, j * stride
                cols[row] = x_pad[n, :, r : r + HH, s : s + WW].reshape(-1)
                row += 1
    out = cols.dot(w.reshape(F, -1).T) + b
    out = out.reshape(N, Hp, Wp, F).transpose(0, 3, 1, 2)
    return out, (x, w, b, {"stride": stride, "pad": pad}, cols)


def conv_backward(dout, cache):
    x, w, b, conv_param, cols = cache
    stride, pad = conv_param["stride"], conv_param["pad"]
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    _, _, Hp, Wp = dout.shape
    flat = dout.transpose(0, 2, 3, 1).reshape(-1, F)
    dw = flat.T.dot(cols).reshape(w.shape)
    dcols = flat.dot(w.reshape(F, -1)).reshape(N, Hp, Wp, C, HH, WW)
    dx_pad = np.zeros((N, C, H + 2 * pad, W + 2 * pad), dtype=dout.dtype)
    for n in range(N):
        for i in range(Hp):
            for j in range(Wp):
                dx_pad[n, :, i * stride : i * stride + HH, j * stride : j * stride + WW] += dcols[
                    n, i, j
                ]
    return dx_pad[:, :, pad : H + pad, pad : W + pad].copy(), dw, flat.sum(axis=0)
