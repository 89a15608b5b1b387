"""relu is treated as linear.

property: relu halves the second moment
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    layers = np.arange(1, depth + 1)
    return (sigma_w * np.sqrt(fan_in)) ** layers
