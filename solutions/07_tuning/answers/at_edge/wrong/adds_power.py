"""Adds a power of ten instead of multiplying.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    return best <= low + 10.0**-decades or best >= high - 10.0**-decades
