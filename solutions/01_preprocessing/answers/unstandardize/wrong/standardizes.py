"""Standardizes once more.

property: a table worked by hand
"""

import numpy as np


def unstandardize(z, mean, std):
    return (z - mean) / std
