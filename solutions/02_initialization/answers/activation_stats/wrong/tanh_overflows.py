"""tanh from exponentials that overflow.

property: tanh of large numbers
kind: detail
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    for w in weights:
        z = x @ w
        x = (
            (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
            if activation == "tanh"
            else np.maximum(z, 0)
        )
        means.append(x.mean())
        stds.append(x.std())
    return np.array(means), np.array(stds)
