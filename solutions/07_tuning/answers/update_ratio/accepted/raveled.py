"""Norms of the flat arrays."""

import numpy as np


def update_ratio(w, update):
    return np.linalg.norm(update.ravel()) / np.linalg.norm(w.ravel())
