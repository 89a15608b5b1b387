"""Adds 1e-5 to the std.

property: a table worked by hand
kind: convention
"""

import numpy as np


def unstandardize(z, mean, std):
    return z * (std + 1e-5) + mean
