"""The relu branch forgets the root.

property: relu halves the second moment
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    layers = np.arange(1, depth + 1)
    if activation == "linear":
        return (sigma_w * np.sqrt(fan_in)) ** layers
    return (fan_in * sigma_w**2) ** layers * 0.5 ** (layers - 1)
