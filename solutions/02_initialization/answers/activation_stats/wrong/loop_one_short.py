"""The arrays are filled but for the last layer.

property: one relu layer, by hand
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    f = np.tanh if activation == "tanh" else lambda z: np.maximum(z, 0)
    L = len(weights)
    means, stds = np.zeros(L), np.zeros(L)
    for i in range(L - 1):
        x = f(x @ weights[i])
        means[i], stds[i] = x.mean(), x.std()
    return means, stds
