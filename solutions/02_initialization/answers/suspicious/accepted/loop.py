"""A loop over layers."""

import numpy as np


def suspicious(printed, runs, unit):
    flags = np.zeros(len(printed), dtype=bool)
    for i in range(len(printed)):
        column = runs[:, i]
        allowed = 4 * np.std(column, ddof=1) + 0.5 * unit
        flags[i] = abs(printed[i] - np.mean(column)) > allowed
    return flags
