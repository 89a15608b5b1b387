"""Returns the mean alone.

property: the mean of every column
kind: idea
"""

import numpy as np


def standardize_fit(x):
    return x.mean(axis=0)
