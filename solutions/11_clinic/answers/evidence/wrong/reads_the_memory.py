"""Cuts the table of healthy runs out of its memory, which a view does not fill.

property: float32, and views with gaps
kind: guard
cause: index it as always
"""

import numpy as np


def evidence(reading, healthy):
    rows, columns = healthy.shape
    size = healthy.itemsize
    table = np.lib.stride_tricks.as_strided(healthy, (rows, columns), (columns * size, size))
    mean, std = table.mean(axis=0), table.std(axis=0, ddof=1)
    off = np.abs(reading - mean)
    deviations = np.where(off > 0, np.inf, 0.0)
    moves = std > 0
    deviations[moves] = off[moves] / std[moves]
    deviations[~np.isfinite(reading)] = np.inf
    worst = int(np.argmax(deviations))
    return (worst if deviations[worst] >= 5 else None), deviations[worst]
