"""Two comparisons with or."""

import numpy as np


def at_edge(best, low, high, decades):
    return np.log10(best / low) <= decades or np.log10(high / best) <= decades
