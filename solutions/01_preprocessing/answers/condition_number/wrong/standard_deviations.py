"""Ratio of the largest to the smallest std of the columns.

property: a matrix worked by hand
kind: idea
"""

import numpy as np


def condition_number(x):
    s = x.std(axis=0)
    return np.inf if s.min() == 0 else s.max() / s.min()
