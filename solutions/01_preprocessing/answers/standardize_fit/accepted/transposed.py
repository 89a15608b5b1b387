"""Works on the transposed table."""

import numpy as np


def standardize_fit(x):
    rows = x.T
    mean = rows.mean(axis=1)
    std = np.sqrt(((rows - mean[:, None]) ** 2).mean(axis=1))
    return mean, np.where(std == 0.0, 1.0, std)
