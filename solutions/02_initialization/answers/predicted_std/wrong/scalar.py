"""Only the last layer, as a number.

property: one linear layer
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    return (sigma_w * np.sqrt(fan_in)) ** depth * (
        0.5 ** ((depth - 1) / 2) if activation == "relu" else 1
    )
