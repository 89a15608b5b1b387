"""Root mean squares: the sizes cancel."""

import numpy as np


def update_ratio(w, update):
    return np.sqrt(np.mean(update**2)) / np.sqrt(np.mean(w**2))
