"""Two norms."""

import numpy as np


def update_ratio(w, update):
    return np.linalg.norm(update) / np.linalg.norm(w)
