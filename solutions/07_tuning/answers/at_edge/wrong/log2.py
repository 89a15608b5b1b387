"""Logarithms to base 2.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    return np.log2(best / low) <= decades or np.log2(high / best) <= decades
