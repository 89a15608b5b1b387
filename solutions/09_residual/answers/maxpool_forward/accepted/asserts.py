"""Four loops, sizes asserted."""

import numpy as np


def maxpool_forward(x, size, stride):
    N, C, H, W = x.shape
    assert (H - size) % stride == 0
    assert (W - size) % stride == 0
    out = np.empty((N, C, (H - size) // stride + 1, (W - size) // stride + 1), x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(out.shape[2]):
                for j in range(out.shape[3]):
                    r, s = i * stride, j * stride
                    out[n, c, i, j] = x[n, c, r : r + size, s : s + size].max()
    return out, (x, {"size": size, "stride": stride})
