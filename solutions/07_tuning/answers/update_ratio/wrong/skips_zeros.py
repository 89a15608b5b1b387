"""Leaves out entries whose weight is 0.

property: weights that are 0 do no harm
kind: detail
"""

import numpy as np


def update_ratio(w, update):
    keep = w != 0
    return np.linalg.norm(update[keep]) / np.linalg.norm(w[keep])
