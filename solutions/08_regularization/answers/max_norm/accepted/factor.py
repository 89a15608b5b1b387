"""A factor of at most 1."""

import numpy as np


def max_norm(w, c):
    norms = np.linalg.norm(w, axis=0)
    return w * np.minimum(1, c / np.maximum(norms, 1e-12))
