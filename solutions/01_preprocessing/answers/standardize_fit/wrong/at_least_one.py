"""Raises every std below 1 to 1.

property: a small std is kept
kind: detail
"""

import numpy as np


def standardize_fit(x):
    return x.mean(axis=0), np.maximum(x.std(axis=0), 1.0)
