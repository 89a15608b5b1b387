"""The input array is overwritten.

property: inputs unchanged
kind: guard
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    a = x
    for w in weights:
        z = a @ w
        a = np.tanh(z) if activation == "tanh" else np.maximum(z, 0)
        means.append(a.mean())
        stds.append(a.std())
    x *= 0
    return np.array(means), np.array(stds)
