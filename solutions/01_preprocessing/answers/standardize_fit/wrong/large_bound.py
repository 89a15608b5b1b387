"""Takes every std below 0.001 for constant.

property: a small std is kept
kind: detail
"""

import numpy as np


def standardize_fit(x):
    std = x.std(axis=0)
    return x.mean(axis=0), np.where(std < 1e-3, 1.0, std)
