"""Both distances at once."""

import numpy as np


def at_edge(best, low, high, decades):
    return np.any(np.abs(np.log10(best) - np.log10(np.array([low, high]))) <= decades)
