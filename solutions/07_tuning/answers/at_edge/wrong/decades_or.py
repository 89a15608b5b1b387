"""A decades of 0 is taken for none.

property: decades = 0 is like any other
cause: taken for none
kind: guard
"""

import numpy as np


def at_edge(best, low, high, decades):
    decades = decades or 1.0
    return min(np.log10(best / low), np.log10(high / best)) < decades
