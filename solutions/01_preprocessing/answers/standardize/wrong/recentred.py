"""Standardizes, then removes the mean of the result.

property: a table worked by hand
kind: idea
"""

import numpy as np


def standardize(x, mean, std):
    z = (x - mean) / std
    return z - z.mean(axis=0)
