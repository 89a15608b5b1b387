"""Forgets a column of zeros.

property: a constant column has std 1
kind: detail
"""

import numpy as np


def standardize_fit(x):
    std = x.std(axis=0)
    std[(std == 0) & (x[0] != 0)] = 1.0
    return x.mean(axis=0), std
