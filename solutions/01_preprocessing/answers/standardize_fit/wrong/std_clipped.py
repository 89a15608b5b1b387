"""Replaces a zero by 1e-8.

property: a constant column has std 1
kind: detail
"""

import numpy as np


def standardize_fit(x):
    return x.mean(axis=0), np.maximum(x.std(axis=0), 1e-8)
