"""Returns the mean for every row.

property: a table worked by hand
kind: idea
"""

import numpy as np


def unstandardize(z, mean, std):
    return np.tile(mean, (len(z), 1))
