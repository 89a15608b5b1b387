"""Calls a column with two different values constant.

property: a constant column has std 1
kind: detail
"""

import numpy as np


def standardize_fit(x):
    std = np.array([np.std(c) if len(set(c)) > 2 else 1.0 for c in x.T])
    return x.mean(axis=0), std
