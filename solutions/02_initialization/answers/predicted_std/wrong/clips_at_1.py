"""A std is never allowed above 1.

property: one linear layer
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    layers = np.arange(1, depth + 1)
    half = 0.5 if activation == "relu" else 1.0
    return np.minimum(np.sqrt((fan_in * sigma_w**2) ** layers * half ** (layers - 1)), 1)
