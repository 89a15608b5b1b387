"""The std of relu(z) instead of that of z.

property: relu halves the second moment
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    layers = np.arange(1, depth + 1)
    if activation == "linear":
        return (sigma_w * np.sqrt(fan_in)) ** layers
    z = (sigma_w * np.sqrt(fan_in)) ** layers * 0.5 ** ((layers - 1) / 2)
    return z * np.sqrt(0.5 - 0.5 / np.pi)
