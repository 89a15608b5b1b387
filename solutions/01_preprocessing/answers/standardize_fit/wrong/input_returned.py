"""Returns the first two rows of x.

property: the mean of every column
kind: idea
"""

import numpy as np


def standardize_fit(x):
    return x[0], x[-1]
