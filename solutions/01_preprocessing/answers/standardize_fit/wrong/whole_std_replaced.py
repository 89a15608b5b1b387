"""One constant column replaces the whole std by 1.

property: a constant column has std 1
kind: detail
"""

import numpy as np


def standardize_fit(x):
    std = x.std(axis=0)
    if (std == 0).any():
        std = 1
    return x.mean(axis=0), std
