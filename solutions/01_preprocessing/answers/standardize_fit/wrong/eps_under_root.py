"""Adds 1e-8 to the variance and treats constants apart.

property: a small std is kept
kind: detail
"""

import numpy as np


def standardize_fit(x):
    var = x.var(axis=0)
    return x.mean(axis=0), np.where(var == 0, 1.0, np.sqrt(var + 1e-8))
