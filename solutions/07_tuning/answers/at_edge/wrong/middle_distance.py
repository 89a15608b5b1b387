"""The distance from the middle of the range.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    return abs(np.log10(best / np.sqrt(low * high))) >= decades
