"""A cumulative product of factors."""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    factor = sigma_w * np.sqrt(fan_in)
    factors = np.full(depth, factor if activation == "linear" else factor / np.sqrt(2))
    factors[0] = factor
    return np.cumprod(factors)
