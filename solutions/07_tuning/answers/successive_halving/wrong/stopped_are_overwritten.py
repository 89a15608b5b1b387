"""Writes into the accuracies of those stopped.

property: inputs unchanged
kind: guard
"""

import numpy as np


def successive_halving(val_accuracy, rungs):
    cost, done, n = 0, 0, val_accuracy.shape[1]
    for epoch in rungs:
        cost += (epoch - done) * n
        done = epoch
        stop = np.argsort(-val_accuracy[epoch - 1])[(n + 1) // 2 :]
        val_accuracy[:, stop] = 0
        n = (n + 1) // 2
    return np.argmax(val_accuracy[-1]), cost + (len(val_accuracy) - done) * n
