"""A leaky relu.

property: one relu layer, by hand
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    for w in weights:
        z = x @ w
        x = np.tanh(z) if activation == "tanh" else np.where(z > 0, z, 0.01 * z)
        means.append(x.mean())
        stds.append(x.std())
    return np.array(means), np.array(stds)
