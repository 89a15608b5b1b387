"""The root is taken of the std of the layer before.

property: linear layers multiply
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    stds, s = [], 1.0
    for layer in range(depth):
        s = np.sqrt(fan_in * sigma_w**2 * s)
        stds.append(s)
        s = s / 2 if activation == "relu" else s
    return np.array(stds)
