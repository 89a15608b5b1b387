"""Calls the word "relu" like a function.

property: one relu layer, by hand
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    means, stds = [], []
    for w in weights:
        x = activation(x @ w)
        means.append(x.mean())
        stds.append(x.std())
    return np.array(means), np.array(stds)
