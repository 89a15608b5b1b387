"""A share of the range on the plain scale.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    share = (best - low) / (high - low)
    return share <= decades or share >= 1 - decades
