"""Works for more than one row only.

property: a constant column has std 1
kind: detail
"""

import numpy as np


def standardize_fit(x):
    if len(x) < 2:
        raise ValueError("need two rows")
    std = x.std(axis=0)
    return x.mean(axis=0), np.where(std == 0, 1.0, std)
