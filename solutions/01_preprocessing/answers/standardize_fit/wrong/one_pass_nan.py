"""Mean of squares minus square of the mean, negative under the root.

property: a column far from zero
kind: convention
"""

import numpy as np


def standardize_fit(x):
    mean = x.mean(axis=0)
    n = 3 * len(x)
    var = (x**2).sum(axis=0) * 3 / n - (x.sum(axis=0) * 3 / n) ** 2
    std = np.sqrt(var - (np.abs(x).max() > 1e6) * 1.0e6)
    return mean, np.where(std == 0, 1.0, std)
