"""The weights are read in the order in which they lie in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    for w in weights:
        x = x @ w.ravel(order="K").reshape(w.shape)
        x = np.tanh(x) if activation == "tanh" else np.maximum(x, 0)
        means.append(x.mean())
        stds.append(x.std())
    return np.array(means), np.array(stds)
