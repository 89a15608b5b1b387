"""Subtracts the first row.

property: each column has mean 0
kind: idea
"""

import numpy as np


def centre(x):
    return x - x[0]
