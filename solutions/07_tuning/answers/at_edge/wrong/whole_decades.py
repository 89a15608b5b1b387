"""Whole decades only.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    return min(round(np.log10(best / low)), round(np.log10(high / best))) <= decades
