"""Subtracts in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def centre(x):
    x -= x.mean(axis=0)
    return x
