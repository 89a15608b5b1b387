"""Forgets to return.

property: a table worked by hand
"""

import numpy as np


def unstandardize(z, mean, std):
    x = z * std + mean
