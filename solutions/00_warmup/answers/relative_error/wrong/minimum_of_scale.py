"""np.minimum for the floor.

property: cases by hand
kind: idea
"""

import numpy as np


def relative_error(a, b):
    return np.max(np.abs(a - b) / np.minimum(1e-8, np.abs(a) + np.abs(b)))
