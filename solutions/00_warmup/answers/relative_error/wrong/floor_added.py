"""The floor is added.

property: the floor of 1e-8
kind: detail
"""

import numpy as np


def relative_error(a, b):
    return np.max(np.abs(a - b) / (np.abs(a) + np.abs(b) + 1e-8))
