"""relu doubles the second moment (he's remedy taken for the effect).

property: relu halves the second moment
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    layers = np.arange(1, depth + 1)
    half = 2.0 if activation == "relu" else 1.0
    return np.sqrt((fan_in * sigma_w**2) ** layers * half ** (layers - 1))
