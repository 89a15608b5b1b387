"""Subtracts the median.

property: each column has mean 0
kind: idea
"""

import numpy as np


def centre(x):
    return x - np.median(x, axis=0)
