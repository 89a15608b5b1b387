"""Subtracts from x in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def standardize(x, mean, std):
    x -= mean
    x /= std
    return x
