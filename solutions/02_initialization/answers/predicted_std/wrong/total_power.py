"""Every entry is that of the last layer.

property: linear layers multiply
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    half = 0.5 if activation == "relu" else 1.0
    return np.full(depth, (sigma_w * np.sqrt(fan_in)) ** depth * np.sqrt(half) ** (depth - 1))
