"""A fixed factor of 2.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    return best <= 2 * low or best >= high / 2
