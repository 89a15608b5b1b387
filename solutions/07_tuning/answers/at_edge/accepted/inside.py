"""Not inside the inner range."""

import numpy as np


def at_edge(best, low, high, decades):
    inside = np.log10(low) + decades <= np.log10(best) <= np.log10(high) - decades
    return not inside
