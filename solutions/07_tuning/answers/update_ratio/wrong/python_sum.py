"""Python's sum adds the rows only.

property: weights with any number of axes
kind: detail
"""

import numpy as np


def update_ratio(w, update):
    return np.sqrt(sum(update**2)) / np.sqrt(sum(w**2))
