"""The largest entry.

property: long columns get length c and keep their direction
kind: idea
"""

import numpy as np


def max_norm(w, c):
    n = np.maximum(np.abs(w).max(axis=0), 1e-12)
    return w * np.minimum(1, c / n)
