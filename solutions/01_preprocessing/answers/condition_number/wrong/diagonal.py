"""Ratio of the mean squares of the columns, without their correlation.

property: a matrix worked by hand
kind: idea
"""

import numpy as np


def condition_number(x):
    sizes = (x**2).mean(axis=0)
    return np.inf if sizes.min() == 0 else sizes.max() / sizes.min()
