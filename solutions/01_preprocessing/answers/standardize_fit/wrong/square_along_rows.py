"""Takes the wrong axis when the table is square.

property: tables of other shapes
kind: detail
"""

import numpy as np


def standardize_fit(x):
    axis = 1 if x.shape[0] == x.shape[1] else 0
    std = x.std(axis=axis)
    return x.mean(axis=axis), np.where(std == 0, 1.0, std)
