"""One mean and one std of all entries.

property: the mean of every column
kind: idea
"""

import numpy as np


def standardize_fit(x):
    return x.mean(), x.std()
