"""The differences have the wrong sign.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    return np.log10(low / best) <= decades or np.log10(best / high) <= decades
