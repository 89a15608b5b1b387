"""Divided by the larger of the two.

property: cases by hand
kind: idea
"""

import numpy as np


def relative_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.maximum(np.abs(a), np.abs(b))))
