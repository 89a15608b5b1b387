"""Squares in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def update_ratio(w, update):
    update *= update
    w *= w
    return np.sqrt(update.sum() / w.sum())
