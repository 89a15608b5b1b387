"""The string is compared with the wrong spelling.

property: relu halves the second moment
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    layers = np.arange(1, depth + 1)
    half = 0.5 if activation == "ReLU" else 1.0
    return np.sqrt((fan_in * sigma_w**2) ** layers * half ** (layers - 1))
