"""The factor 1/2 is used without relu, in layer 1 too.

property: one linear layer
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    layers = np.arange(1, depth + 1)
    return np.sqrt((fan_in * sigma_w**2 / 2) ** layers)
