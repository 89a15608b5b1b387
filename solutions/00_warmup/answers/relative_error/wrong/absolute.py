"""The absolute error.

property: cases by hand
kind: idea
"""

import numpy as np


def relative_error(a, b):
    return np.max(np.abs(a - b))
