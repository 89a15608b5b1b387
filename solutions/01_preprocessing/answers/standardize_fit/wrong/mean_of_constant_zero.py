"""Sets the mean of constant columns to 0 as well.

property: a constant column has std 1
kind: detail
"""

import numpy as np


def standardize_fit(x):
    mean, std = x.mean(axis=0), x.std(axis=0)
    mean[std == 0] = 0.0
    std[std == 0] = 1.0
    return mean, std
