"""The mean of the ratios of the rows.

property: weights with any number of axes
kind: detail
"""

import numpy as np


def update_ratio(w, update):
    u, v = update.reshape(len(w), -1), w.reshape(len(w), -1)
    if w.ndim == 1:
        return np.linalg.norm(u) / np.linalg.norm(v)
    return np.mean(np.linalg.norm(u, axis=1) / np.linalg.norm(v, axis=1))
