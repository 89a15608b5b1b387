"""All stds are 1.

property: one linear layer
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    return np.ones(depth)
