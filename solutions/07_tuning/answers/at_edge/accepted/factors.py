"""Without a logarithm."""

import numpy as np


def at_edge(best, low, high, decades):
    factor = 10.0**decades
    return best < low * factor or best > high / factor
