"""Only the upper end.

property: near the lower end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    return np.log10(high / best) <= decades
