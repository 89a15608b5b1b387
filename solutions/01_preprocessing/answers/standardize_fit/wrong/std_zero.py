"""Leaves 0 for a constant column.

property: a constant column has std 1
kind: detail
"""

import numpy as np


def standardize_fit(x):
    return x.mean(axis=0), x.std(axis=0)
