"""Squared errors.

property: cases by hand
kind: idea
"""

import numpy as np


def relative_error(a, b):
    return np.max((a - b) ** 2 / np.maximum(1e-8, a**2 + b**2))
