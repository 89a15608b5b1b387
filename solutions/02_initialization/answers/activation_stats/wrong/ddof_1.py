"""Divides by the number minus 1.

property: one relu layer, by hand
kind: convention
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    for w in weights:
        z = x @ w
        x = np.tanh(z) if activation == "tanh" else np.maximum(z, 0)
        means.append(x.mean())
        stds.append(x.std(ddof=1))
    return np.array(means), np.array(stds)
