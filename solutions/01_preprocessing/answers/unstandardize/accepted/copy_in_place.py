"""In place on a copy."""

import numpy as np


def unstandardize(z, mean, std):
    x = np.array(z, dtype=float)
    x *= std
    x += mean
    return x
