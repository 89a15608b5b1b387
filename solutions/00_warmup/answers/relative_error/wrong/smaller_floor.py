"""The floor is 1e-12.

property: the floor of 1e-8
kind: detail
"""

import numpy as np


def relative_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(1e-12, np.abs(a) + np.abs(b)))
