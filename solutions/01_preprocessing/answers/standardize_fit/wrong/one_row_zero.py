"""Leaves std 0 when there is a single row.

property: a constant column has std 1
kind: detail
"""

import numpy as np


def standardize_fit(x):
    std = x.std(axis=0)
    return x.mean(axis=0), np.where((std == 0) & (len(x) > 1), 1.0, std)
