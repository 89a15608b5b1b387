"""A tiny number in the denominator."""

import numpy as np


def update_ratio(w, update):
    return np.linalg.norm(update) / (np.linalg.norm(w) + 1e-12)
