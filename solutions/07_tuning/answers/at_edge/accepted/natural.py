"""Natural logarithms, changed to decades."""

import numpy as np


def at_edge(best, low, high, decades):
    step = decades * np.log(10)
    return np.log(best / low) <= step or np.log(high / best) <= step
