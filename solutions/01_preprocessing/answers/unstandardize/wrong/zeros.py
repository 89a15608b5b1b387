"""Returns zeros.

property: a table worked by hand
kind: idea
"""

import numpy as np


def unstandardize(z, mean, std):
    return np.zeros_like(z)
