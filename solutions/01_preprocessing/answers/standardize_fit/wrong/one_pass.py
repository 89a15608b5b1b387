"""Mean of squares minus square of the mean.

property: a column far from zero
kind: detail
"""

import numpy as np


def standardize_fit(x):
    mean = x.mean(axis=0)
    var = (x**2).mean(axis=0) - mean**2
    std = np.sqrt(np.maximum(var, 0))
    return mean, np.where(std == 0, 1.0, std)
