"""ord=2, which is another norm for a matrix.

property: weights with any number of axes
kind: detail
"""

import numpy as np


def update_ratio(w, update):
    return np.linalg.norm(update, 2) / np.linalg.norm(w, 2)
