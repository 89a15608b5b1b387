"""A 0-d array."""

import numpy as np


def at_edge(best, low, high, decades):
    d = np.minimum(np.log10(best / low), np.log10(high / best))
    return np.array(d <= decades)
