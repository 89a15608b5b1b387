"""any of two."""

import numpy as np


def at_edge(best, low, high, decades):
    z = np.log10(best)
    return any([z - np.log10(low) < decades, np.log10(high) - z < decades])
