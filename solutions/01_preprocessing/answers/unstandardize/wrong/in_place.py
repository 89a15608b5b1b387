"""Writes into z.

property: inputs unchanged
kind: guard
"""

import numpy as np


def unstandardize(z, mean, std):
    z *= std
    z += mean
    return z
