"""Two units instead of half a unit.

property: rounding is no mistake
kind: convention
"""

import numpy as np


def suspicious(printed, runs, unit):
    return np.abs(printed - runs.mean(axis=0)) > 4 * runs.std(axis=0, ddof=1) + 2 * unit
