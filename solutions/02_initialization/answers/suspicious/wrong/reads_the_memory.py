"""The runs are read in the order in which they lie in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def suspicious(printed, runs, unit):
    runs = runs.ravel(order="K").reshape(runs.shape)
    allowed = 4 * runs.std(axis=0, ddof=1) + unit / 2
    return np.abs(printed - runs.mean(axis=0)) > allowed
