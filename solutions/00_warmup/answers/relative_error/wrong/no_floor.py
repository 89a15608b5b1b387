"""0 / 0.

property: zeros on both sides
kind: detail
"""

import numpy as np


def relative_error(a, b):
    return np.max(np.abs(a - b) / (np.abs(a) + np.abs(b)))
