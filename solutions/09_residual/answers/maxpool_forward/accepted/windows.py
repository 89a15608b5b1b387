"""Sliding windows, float32 kept."""

import numpy as np


def maxpool_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    out = windows[:, :, ::stride, ::stride].max(axis=(4, 5))
    return out, {"x": x, "size": size, "stride": stride}
