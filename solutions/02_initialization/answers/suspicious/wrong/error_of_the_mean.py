"""The error of the mean instead of that of one run.

property: far from the runs
kind: idea
"""

import numpy as np


def suspicious(printed, runs, unit):
    error = runs.std(axis=0, ddof=1) / np.sqrt(len(runs))
    return np.abs(printed - runs.mean(axis=0)) > 4 * error + unit / 2
