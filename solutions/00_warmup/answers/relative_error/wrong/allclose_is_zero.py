"""Calls arrays equal that np.allclose calls close.

property: the floor of 1e-8
kind: detail
"""

import numpy as np


def relative_error(a, b):
    if np.allclose(a, b):
        return 0.0
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))
