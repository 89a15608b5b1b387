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
