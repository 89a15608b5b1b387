"""Mean of each column, one std as a number.

property: the standard deviation of every column
kind: idea
"""

import numpy as np


def standardize_fit(x):
    return x.mean(axis=0), x.std()
