"""Counts those that go on, not those that trained.

property: the worse half stops at every rung
kind: idea
"""

import numpy as np


def successive_halving(val_accuracy, rungs):
    running = np.arange(val_accuracy.shape[1])
    cost, done = 0, 0
    for epoch in rungs:
        cost = cost + (epoch - done) * ((len(running) + 1) // 2)
        done = epoch
        best_first = np.argsort(-val_accuracy[epoch - 1, running])
        running = running[best_first[: (len(running) + 1) // 2]]
    cost = cost + (len(val_accuracy) - done) * len(running)
    return running[np.argmax(val_accuracy[-1, running])], cost
