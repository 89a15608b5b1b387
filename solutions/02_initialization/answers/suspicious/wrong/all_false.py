"""Nothing is suspicious.

property: far from the runs
kind: idea
"""

import numpy as np


def suspicious(printed, runs, unit):
    return np.zeros(len(printed), dtype=bool)
