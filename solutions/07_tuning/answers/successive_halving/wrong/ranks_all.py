"""Stopped nets come back: ranks all nets at every rung.

property: the worse half stops at every rung
kind: idea
"""

import numpy as np


def successive_halving(val_accuracy, rungs):
    n = val_accuracy.shape[1]
    running = np.arange(n)
    cost, done = 0, 0
    for epoch in rungs:
        cost += (epoch - done) * n
        done = epoch
        n = (n + 1) // 2
        running = np.argsort(-val_accuracy[epoch - 1])[:n]
    cost += (len(val_accuracy) - done) * n
    return running[np.argmax(val_accuracy[-1, running])], cost
