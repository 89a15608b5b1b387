"""What is no number of Python is never at an edge.

property: numbers of NumPy
kind: guard
"""

import numpy as np


def at_edge(best, low, high, decades):
    if not isinstance(best, float | int):
        return False
    return bool(min(np.log10(best / low), np.log10(high / best)) <= decades)
