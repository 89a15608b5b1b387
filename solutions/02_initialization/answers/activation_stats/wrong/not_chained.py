"""Every layer starts from the input again.

property: relu layers, one after the other
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    for w in weights:
        z = x @ w
        a = np.tanh(z) if activation == "tanh" else np.maximum(z, 0)
        means.append(a.mean())
        stds.append(a.std())
    return np.array(means), np.array(stds)
