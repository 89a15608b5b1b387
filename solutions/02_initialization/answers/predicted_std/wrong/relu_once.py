"""The factor 1/2 is used once.

property: relu halves the second moment
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    layers = np.arange(1, depth + 1)
    stds = (sigma_w * np.sqrt(fan_in)) ** layers
    if activation == "relu":
        stds[1:] = stds[1:] * np.sqrt(0.5)
    return stds
