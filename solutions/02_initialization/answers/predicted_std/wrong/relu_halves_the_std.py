"""The std is halved, not the second moment.

property: relu halves the second moment
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    layers = np.arange(1, depth + 1)
    half = 0.5 if activation == "relu" else 1.0
    return (sigma_w * np.sqrt(fan_in)) ** layers * half ** (layers - 1)
