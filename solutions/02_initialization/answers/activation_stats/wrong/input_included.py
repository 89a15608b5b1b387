"""The input is counted as a layer.

property: one relu layer, by hand
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    means.append(x.mean())
    stds.append(x.std())
    for w in weights:
        z = x @ w
        x = np.tanh(z) if activation == "tanh" else np.maximum(z, 0)
        means.append(x.mean())
        stds.append(x.std())
    return np.array(means), np.array(stds)
