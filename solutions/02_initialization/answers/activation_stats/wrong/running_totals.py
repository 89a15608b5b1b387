"""The mean over all layers so far.

property: relu layers, one after the other
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds, seen = [], [], []
    for w in weights:
        z = x @ w
        x = np.tanh(z) if activation == "tanh" else np.maximum(z, 0)
        seen.append(x.ravel())
        means.append(np.concatenate(seen).mean())
        stds.append(np.concatenate(seen).std())
    return np.array(means), np.array(stds)
