"""A branch for each activation."""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    s = np.sqrt(fan_in) * sigma_w
    k = np.arange(depth, dtype=float)
    if activation == "linear":
        return s ** (k + 1)
    return s * (s / 2**0.5) ** k
