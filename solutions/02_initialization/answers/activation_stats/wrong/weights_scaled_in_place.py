"""The weights are divided in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    for w in weights:
        z = x @ w
        w /= w.std()
        x = np.tanh(z) if activation == "tanh" else np.maximum(z, 0)
        means.append(x.mean())
        stds.append(x.std())
    return np.array(means), np.array(stds)
