"""Entries with a zero are skipped.

property: the floor of 1e-8
kind: detail
"""

import numpy as np


def relative_error(a, b):
    both = (a != 0) & (b != 0)
    if not both.any():
        return 0.0
    return np.max(np.abs(a - b)[both] / (np.abs(a) + np.abs(b))[both])
