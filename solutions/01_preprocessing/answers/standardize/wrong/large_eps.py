"""Adds 1e-3 to the std.

property: a table worked by hand
kind: idea
"""

import numpy as np


def standardize(x, mean, std):
    return (x - mean) / (std + 1e-3)
