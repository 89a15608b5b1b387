"""The logarithms are divided, not subtracted.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    down = np.log10(best) / np.log10(low)
    up = np.log10(high) / np.log10(best)
    return bool(min(down, up) < decades)
