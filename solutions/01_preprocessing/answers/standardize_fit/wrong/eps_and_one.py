"""Adds 1e-8 to the std and treats constants apart.

property: a small std is kept
kind: detail
"""

import numpy as np


def standardize_fit(x):
    std = x.std(axis=0)
    return x.mean(axis=0), np.where(std == 0, 1.0, std + 1e-8)
