"""Only numbers that are too large.

property: far from the runs
kind: idea
"""

import numpy as np


def suspicious(printed, runs, unit):
    return printed - runs.mean(axis=0) > 4 * runs.std(axis=0, ddof=1) + unit / 2
