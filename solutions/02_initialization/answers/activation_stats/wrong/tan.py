"""tan instead of tanh.

property: tanh layers, one after the other
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    for w in weights:
        z = x @ w
        x = np.tan(z) if activation == "tanh" else np.maximum(z, 0)
        means.append(x.mean())
        stds.append(x.std())
    return np.array(means), np.array(stds)
