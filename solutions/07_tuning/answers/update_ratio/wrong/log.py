"""The logarithm of the ratio.

property: the norm of the update by the norm of w
kind: idea
"""

import numpy as np


def update_ratio(w, update):
    return np.log10(np.linalg.norm(update) / np.linalg.norm(w))
