"""1 + decades taken for the factor.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    return best <= low * (1 + decades) or best >= high / (1 + decades)
