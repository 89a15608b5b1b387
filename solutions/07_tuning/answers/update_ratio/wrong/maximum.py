"""The largest entries.

property: the norm of the update by the norm of w
kind: idea
"""

import numpy as np


def update_ratio(w, update):
    return np.max(np.abs(update)) / np.max(np.abs(w))
