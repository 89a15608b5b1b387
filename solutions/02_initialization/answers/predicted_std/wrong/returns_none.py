"""Nothing is returned.

property: one linear layer
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    layers = np.arange(1, depth + 1)
    stds = (sigma_w * np.sqrt(fan_in)) ** layers
