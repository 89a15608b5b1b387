"""Goes through the epochs one by one."""

import numpy as np


def successive_halving(val_accuracy, rungs):
    epochs, nets = val_accuracy.shape
    runs = np.ones(nets, dtype=bool)
    cost = 0
    for epoch in range(1, epochs + 1):
        cost += int(runs.sum())
        if epoch in rungs:
            keep = (runs.sum() + 1) // 2
            now = np.where(runs, val_accuracy[epoch - 1], -np.inf)
            runs = np.zeros(nets, dtype=bool)
            runs[np.argsort(now)[::-1][:keep]] = True
    return int(np.argmax(np.where(runs, val_accuracy[-1], -1.0))), cost
