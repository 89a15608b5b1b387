"""Adds a tiny number to every std.

property: a constant column has std 1
kind: detail
"""

import numpy as np


def standardize_fit(x):
    return x.mean(axis=0), x.std(axis=0) + 1e-8
