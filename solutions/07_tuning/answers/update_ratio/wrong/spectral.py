"""The largest singular value.

property: weights with any number of axes
kind: detail
"""

import numpy as np


def update_ratio(w, update):
    if w.ndim == 1:
        return np.linalg.norm(update) / np.linalg.norm(w)
    u, v = update.reshape(len(w), -1), w.reshape(len(w), -1)
    return np.linalg.norm(u, 2) / np.linalg.norm(v, 2)
