"""The return stands inside the loop.

property: relu layers, one after the other
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    f = np.tanh if activation == "tanh" else lambda z: np.maximum(z, 0)
    means, stds = [], []
    for w in weights:
        x = f(x @ w)
        means.append(x.mean())
        stds.append(x.std())
        return np.array(means), np.array(stds)
