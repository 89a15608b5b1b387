"""The sum of both distances.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    return np.log10(best / low) + np.log10(high / best) <= decades
