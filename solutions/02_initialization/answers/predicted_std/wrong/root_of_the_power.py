"""sqrt(fan_in) * sigma_w with half the exponent.

property: one linear layer
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    layers = np.arange(1, depth + 1)
    half = 0.5 if activation == "relu" else 1.0
    return (fan_in**0.5 * sigma_w) ** (layers / 2) * np.sqrt(half) ** (layers - 1)
