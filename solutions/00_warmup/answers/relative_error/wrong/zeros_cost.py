"""Two zeros count as a miss.

property: zeros on both sides
kind: detail
"""

import numpy as np


def relative_error(a, b):
    scale = np.abs(a) + np.abs(b)
    return np.max(np.where(scale > 0, np.abs(a - b) / np.where(scale > 0, scale, 1), 1.0))
