"""A list of floats: accepted and named."""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    stds = [sigma_w * fan_in**0.5]
    while len(stds) < depth:
        stds.append(stds[-1] * sigma_w * (fan_in / (2 if activation == "relu" else 1)) ** 0.5)
    return stds
