"""One mean and std of all entries of this table.

property: a table worked by hand
kind: idea
"""

import numpy as np


def standardize(x, mean, std):
    return (x - x.mean()) / x.std()
