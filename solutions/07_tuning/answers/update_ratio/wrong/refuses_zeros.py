"""Gives up when a weight is 0.

property: weights that are 0 do no harm
kind: detail
"""

import numpy as np


def update_ratio(w, update):
    return np.nan if np.any(w == 0) else np.linalg.norm(update) / np.linalg.norm(w)
