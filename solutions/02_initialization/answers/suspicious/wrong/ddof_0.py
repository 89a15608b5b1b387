"""Divides by R instead of R - 1.

property: far from the runs
kind: idea
"""

import numpy as np


def suspicious(printed, runs, unit):
    return np.abs(printed - runs.mean(axis=0)) > 4 * runs.std(axis=0) + unit / 2
