"""fan_in * sigma_w instead of sqrt(fan_in) * sigma_w.

property: one linear layer
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    layers = np.arange(1, depth + 1)
    half = 0.5 if activation == "relu" else 1.0
    return (fan_in * sigma_w) ** layers * np.sqrt(half) ** (layers - 1)
