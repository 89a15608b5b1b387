"""One constant column makes every std 1.

property: a constant column has std 1
kind: detail
"""

import numpy as np


def standardize_fit(x):
    std = x.std(axis=0)
    return x.mean(axis=0), np.ones_like(std) if (std == 0).any() else std
