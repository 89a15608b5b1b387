"""Every tied cell takes it all."""

import numpy as np


def maxpool_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    out = windows[:, :, ::stride, ::stride].max(axis=(4, 5))
    return out, {"x": x, "size": size, "stride": stride}


def maxpool_backward(dout, cache):
    x, size, stride = cache["x"], cache["size"], cache["stride"]
    dx = np.zeros_like(x)
    for (n, c, i, j), g in np.ndenumerate(dout):
        r, s = i * stride, j * stride
        window = x[n, c, r : r + size, s : s + size]
        dx[n, c, r : r + size, s : s + size] += g * (window == window.max())
    return dx
