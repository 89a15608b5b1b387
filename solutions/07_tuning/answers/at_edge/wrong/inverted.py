"""True in the middle.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    return min(np.log10(best / low), np.log10(high / best)) > decades
