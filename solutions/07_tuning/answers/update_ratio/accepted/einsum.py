"""einsum and a 0-d array."""

import numpy as np


def update_ratio(w, update):
    u, v = update.ravel(), w.ravel()
    return np.asarray(np.sqrt(np.einsum("i,i", u, u) / np.einsum("i,i", v, v)))
