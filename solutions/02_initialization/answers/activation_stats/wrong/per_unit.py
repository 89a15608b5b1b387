"""One mean and std for each unit.

property: one relu layer, by hand
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    for w in weights:
        z = x @ w
        x = np.tanh(z) if activation == "tanh" else np.maximum(z, 0)
        means.append(x.mean(axis=0))
        stds.append(x.std(axis=0))
    return means, stds
