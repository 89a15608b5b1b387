"""The entry with the largest difference is taken.

property: the worst entry counts, not the largest
kind: idea
"""

import numpy as np


def relative_error(a, b):
    difference = np.abs(a - b)
    worst = np.unravel_index(difference.argmax(), a.shape)
    return difference[worst] / max(1e-8, abs(a[worst]) + abs(b[worst]))
