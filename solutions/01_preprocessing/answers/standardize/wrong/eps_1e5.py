"""Adds 1e-5 to the std, which a constant column no longer needs.

property: a table worked by hand
kind: convention
"""

import numpy as np


def standardize(x, mean, std):
    return (x - mean) / (std + 1e-5)
