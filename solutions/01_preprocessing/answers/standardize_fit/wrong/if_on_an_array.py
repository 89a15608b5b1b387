"""`if std == 0` asks one question about D numbers.

property: the mean of every column
kind: idea
"""

import numpy as np


def standardize_fit(x):
    std = x.std(axis=0)
    if std == 0:
        std = 1
    return x.mean(axis=0), std
