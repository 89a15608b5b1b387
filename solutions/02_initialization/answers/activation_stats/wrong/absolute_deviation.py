"""The mean absolute deviation stands for the std.

property: one relu layer, by hand
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    h = x
    for w in weights:
        z = h @ w
        h = np.tanh(z) if activation == "tanh" else np.maximum(0, z)
        means.append(h.mean())
        stds.append(np.abs(h - h.mean()).mean())
    return np.array(means), np.array(stds)
