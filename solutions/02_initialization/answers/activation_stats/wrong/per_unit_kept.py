"""The statistics of every unit.

property: one relu layer, by hand
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    f = np.tanh if activation == "tanh" else lambda z: np.maximum(z, 0)
    means, stds = [], []
    for w in weights:
        x = f(x @ w)
        means.append(x.mean(axis=0))
        stds.append(x.std(axis=0))
    return np.array(means), np.array(stds)
