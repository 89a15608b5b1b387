"""One ratio for each column.

property: weights with any number of axes
kind: detail
"""

import numpy as np


def update_ratio(w, update):
    return np.linalg.norm(update, axis=0) / np.linalg.norm(w, axis=0)
