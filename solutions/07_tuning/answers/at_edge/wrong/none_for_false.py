"""Returns None for False.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    if min(np.log10(best / low), np.log10(high / best)) <= decades:
        return True
