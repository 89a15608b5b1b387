"""Multiplies by ten times the decades, not by a power of ten.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    return bool(best < low * 10 * decades or best > high / (10 * decades))
