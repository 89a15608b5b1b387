"""No activation after the last layer.

property: one relu layer, by hand
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    for i, w in enumerate(weights):
        x = x @ w
        if i < len(weights) - 1:
            x = np.tanh(x) if activation == "tanh" else np.maximum(x, 0)
        means.append(x.mean())
        stds.append(x.std())
    return np.array(means), np.array(stds)
