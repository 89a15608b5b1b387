"""Returns x three times.

property: the mean of every column
kind: idea
"""

import numpy as np


def pca_fit(x):
    return x, x, x
