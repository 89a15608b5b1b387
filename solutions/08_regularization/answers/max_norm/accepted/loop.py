"""A loop over the columns."""

import numpy as np


def max_norm(w, c):
    out = w.copy()
    for j in range(w.shape[1]):
        n = np.sqrt(np.sum(w[:, j] ** 2))
        if n > c:
            out[:, j] = w[:, j] * c / n
    return out
