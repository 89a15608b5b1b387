"""Those at or above the median go on."""

import numpy as np


def successive_halving(val_accuracy, rungs):
    running = np.arange(val_accuracy.shape[1])
    stops = np.zeros(val_accuracy.shape[1], dtype=int) + len(val_accuracy)
    for epoch in rungs:
        now = val_accuracy[epoch - 1, running]
        stays = now >= np.median(now)
        stops[running[~stays]] = epoch
        running = running[stays]
    return running[val_accuracy[-1, running].argmax()], stops.sum()
