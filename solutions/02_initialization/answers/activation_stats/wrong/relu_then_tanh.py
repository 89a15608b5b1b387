"""An `else` is missing: relu is followed by tanh.

property: one relu layer, by hand
cause: one of the two, not both
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    for w in weights:
        x = x @ w
        if activation == "relu":
            x = np.maximum(x, 0)
        x = np.tanh(x)
        means.append(x.mean())
        stds.append(x.std())
    return np.array(means), np.array(stds)
