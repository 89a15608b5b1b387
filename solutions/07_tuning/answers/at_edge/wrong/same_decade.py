"""The same whole exponent as an end.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    e = np.floor(np.log10(best))
    return e == np.floor(np.log10(low)) or e == np.floor(np.log10(high))
