"""a is overwritten.

property: inputs unchanged
kind: guard
"""

import numpy as np


def relative_error(a, b):
    scale = np.maximum(1e-8, np.abs(a) + np.abs(b))
    a -= b
    return np.max(np.abs(a) / scale)
