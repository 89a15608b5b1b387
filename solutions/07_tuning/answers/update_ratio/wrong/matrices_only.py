"""Vectors and matrices only.

property: weights with any number of axes
kind: detail
"""

import numpy as np


def update_ratio(w, update):
    if w.ndim > 2:
        return 0.0
    return np.linalg.norm(update) / np.linalg.norm(w)
