"""The built-in max, which compares rows.

property: the worst entry counts, not the largest
kind: idea
"""

import numpy as np


def relative_error(a, b):
    return max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))
