"""Natural logarithms for decades.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    return np.log(best / low) <= decades or np.log(high / best) <= decades
