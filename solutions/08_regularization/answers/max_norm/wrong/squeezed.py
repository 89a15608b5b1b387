"""A single column loses its axis.

property: one column, one row
kind: guard
"""

import numpy as np


def max_norm(w, c):
    n = np.maximum(np.linalg.norm(w, axis=0), 1e-12)
    return np.squeeze(w * np.minimum(1, c / n))
