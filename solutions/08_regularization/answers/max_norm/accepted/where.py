"""np.where with the clipped norm."""

import numpy as np


def max_norm(w, c):
    n = np.sqrt(np.einsum("dm,dm->m", w, w))
    return np.where(n > c, w * (c / np.where(n > 0, n, 1)), w)
