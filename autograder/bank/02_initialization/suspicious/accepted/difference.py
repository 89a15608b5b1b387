"""The std of the difference of a run and a mean."""

import numpy as np


def suspicious(printed, runs, unit):
    r = len(runs)
    error = runs.std(axis=0, ddof=1) * np.sqrt(1 + 1 / r)
    return np.abs(printed - runs.mean(axis=0)) > 4 * error + unit / 2
