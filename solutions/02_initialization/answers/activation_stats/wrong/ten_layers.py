"""Ten layers are hard-coded.

property: one relu layer, by hand
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = np.zeros(10), np.zeros(10)
    for i in range(10):
        z = x @ weights[i]
        x = np.tanh(z) if activation == "tanh" else np.maximum(z, 0)
        means[i], stds[i] = x.mean(), x.std()
    return means, stds
