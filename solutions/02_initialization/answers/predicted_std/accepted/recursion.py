"""A layer more than the prediction for one layer less."""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    if depth == 1:
        return np.array([fan_in**0.5 * sigma_w])
    before = predicted_std(fan_in, sigma_w, depth - 1, activation)
    g = fan_in**0.5 * sigma_w * (0.5**0.5 if activation == "relu" else 1)
    return np.append(before, before[-1] * g)
