"""The absolute value of the difference is missing.

property: cases by hand
kind: idea
"""

import numpy as np


def relative_error(a, b):
    return np.max((a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))
