"""The scale is |a + b|.

property: opposite signs
kind: detail
"""

import numpy as np


def relative_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a + b)))
