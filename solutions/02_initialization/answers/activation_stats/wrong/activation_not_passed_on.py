"""The next layer receives the pre-activation.

property: relu layers, one after the other
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    for w in weights:
        x = x @ w
        a = np.tanh(x) if activation == "tanh" else np.maximum(x, 0)
        means.append(a.mean())
        stds.append(a.std())
    return np.array(means), np.array(stds)
