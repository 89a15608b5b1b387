"""tanh from the exponential of the negative size, which cannot overflow."""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    for w in weights:
        z = np.matmul(x, w)
        if activation == "tanh":
            e = np.exp(-2 * np.abs(z))
            x = np.sign(z) * (1 - e) / (1 + e)
        else:
            x = (z + np.abs(z)) / 2
        means.append(np.average(x))
        stds.append(np.sqrt(np.var(x)))
    return np.asarray(means), np.asarray(stds)
