"""Subtracts in place.

property: inputs unchanged
"""

import numpy as np


def centre(x):
    x -= x.mean(axis=0)
    return x
