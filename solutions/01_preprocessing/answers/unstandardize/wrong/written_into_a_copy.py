"""The numbers are written into what `ravel` returns: of a view it is a copy.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def unstandardize(z, mean, std):
    x = np.zeros_like(z)
    x.ravel()[:] = (z * std + mean).ravel()
    return x
