"""Two errors instead of four.

property: far from the runs
kind: idea
"""

import numpy as np


def suspicious(printed, runs, unit):
    return np.abs(printed - runs.mean(axis=0)) > 2 * runs.std(axis=0, ddof=1) + unit / 2
