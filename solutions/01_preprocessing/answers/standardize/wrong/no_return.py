"""Forgets to return.

property: a table worked by hand
kind: idea
"""

import numpy as np


def standardize(x, mean, std):
    z = (x - mean) / std
