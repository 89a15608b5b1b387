"""The accuracies are read in the order in which they lie in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def successive_halving(val_accuracy, rungs):
    table = val_accuracy.ravel(order="K").reshape(val_accuracy.shape)
    epochs, nets = table.shape
    left, cost, last = np.arange(nets), 0, 0
    for rung in rungs:
        cost += len(left) * (rung - last)
        last = rung
        order = np.argsort(-table[rung - 1, left], kind="stable")
        left = left[order[: (len(left) + 1) // 2]]
    cost += len(left) * (epochs - last)
    return int(left[np.argmax(table[-1, left])]), int(cost)
