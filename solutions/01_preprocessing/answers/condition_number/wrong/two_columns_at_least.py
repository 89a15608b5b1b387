"""Unpacks the smallest and the largest eigenvalue, so it wants at least two columns.

property: tilted valleys of several shapes
kind: idea
"""

import numpy as np


def condition_number(x):
    smallest, *_, largest = np.linalg.eigvalsh(x.T @ x / len(x))
    if smallest <= 1e-12 * largest:
        return np.inf
    return largest / smallest
