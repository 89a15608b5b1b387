"""Returns one long vector.

property: a table worked by hand
kind: idea
"""

import numpy as np


def standardize(x, mean, std):
    return ((x - mean) / std).ravel()
