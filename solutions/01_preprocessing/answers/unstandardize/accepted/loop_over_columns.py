"""A loop over the columns."""

import numpy as np


def unstandardize(z, mean, std):
    x = np.empty(z.shape)
    for j in range(z.shape[1]):
        x[:, j] = mean[j] + std[j] * z[:, j]
    return x
