"""The mask of relu instead of its value.

property: one relu layer, by hand
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    for w in weights:
        z = x @ w
        x = np.tanh(z) if activation == "tanh" else (z > 0).astype(float)
        means.append(x.mean())
        stds.append(x.std())
    return np.array(means), np.array(stds)
