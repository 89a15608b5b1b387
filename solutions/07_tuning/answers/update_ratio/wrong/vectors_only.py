"""A product that only vectors have.

property: weights with any number of axes
kind: detail
"""

import numpy as np


def update_ratio(w, update):
    return np.sqrt(update @ update) / np.sqrt(w @ w)
