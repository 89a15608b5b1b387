"""Always False.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    return False
