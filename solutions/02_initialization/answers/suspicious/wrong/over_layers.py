"""Statistics over layers instead of runs.

property: far from the runs
kind: idea
"""

import numpy as np


def suspicious(printed, runs, unit):
    return np.abs(printed - runs.mean(axis=1).mean()) > 4 * runs.std() + unit / 2
