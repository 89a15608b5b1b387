"""Only sigma is raised to the power of the layer.

property: linear layers multiply
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    k = 0.5 if activation == "relu" else 1
    l = np.arange(1, depth + 1)
    return np.sqrt(fan_in * sigma_w**2**l * k ** (l - 1))
