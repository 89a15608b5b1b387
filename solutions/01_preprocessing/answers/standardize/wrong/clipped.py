"""Cuts off beyond three std.

property: a table worked by hand
kind: idea
"""

import numpy as np


def standardize(x, mean, std):
    return np.clip((x - mean) / std, -3, 3)
