"""Every layer has the std of the first.

property: linear layers multiply
kind: idea
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    first = sigma_w * np.sqrt(fan_in)
    return np.full(depth, first if activation == "linear" else first)
