"""Everything is suspicious.

property: far from the runs
kind: idea
"""

import numpy as np


def suspicious(printed, runs, unit):
    return np.ones(len(printed), dtype=bool)
