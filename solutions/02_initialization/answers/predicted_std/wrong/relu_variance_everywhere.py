"""The variance of relu(z), in layer 1 too.

property: relu halves the second moment
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    layers = np.arange(1, depth + 1)
    left = 0.5 - 0.5 / np.pi if activation == "relu" else 1.0
    return np.sqrt((fan_in * sigma_w**2 * left) ** layers)
