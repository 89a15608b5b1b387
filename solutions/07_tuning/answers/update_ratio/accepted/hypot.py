"""Adds up with hypot."""

import numpy as np


def update_ratio(w, update):
    return np.hypot.reduce(update.ravel()) / np.hypot.reduce(w.ravel())
