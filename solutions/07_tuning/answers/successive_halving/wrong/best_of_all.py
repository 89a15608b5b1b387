"""The best of all nets at the end, also of those stopped.

property: the worse half stops at every rung
kind: idea
"""

import numpy as np


def successive_halving(val_accuracy, rungs):
    running = np.arange(val_accuracy.shape[1])
    cost, done = 0, 0
    for epoch in rungs:
        cost = cost + (epoch - done) * len(running)
        done = epoch
        best_first = np.argsort(-val_accuracy[epoch - 1, running])
        running = running[best_first[: (len(running) + 1) // 2]]
    cost = cost + (len(val_accuracy) - done) * len(running)
    return np.argmax(val_accuracy[-1]), cost
