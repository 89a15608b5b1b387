"""A float32 number."""

import numpy as np


def update_ratio(w, update):
    return np.float32(np.linalg.norm(update) / np.linalg.norm(w))
