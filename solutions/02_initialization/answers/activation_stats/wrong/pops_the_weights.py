"""weights.pop(0) empties the caller's list.

property: inputs unchanged
kind: guard
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    while weights:
        z = x @ weights.pop(0)
        x = np.tanh(z) if activation == "tanh" else np.maximum(z, 0)
        means.append(x.mean())
        stds.append(x.std())
    return np.array(means), np.array(stds)
