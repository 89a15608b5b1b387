"""Sums of logarithms."""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    n = np.arange(depth)
    log_moment = (n + 1) * (np.log(fan_in) + 2 * np.log(sigma_w))
    if activation == "relu":
        log_moment = log_moment - n * np.log(2)
    return np.exp(log_moment / 2)
