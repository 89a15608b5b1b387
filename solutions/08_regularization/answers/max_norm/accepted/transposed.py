"""Over the rows of the transpose."""

import numpy as np


def max_norm(w, c):
    return np.array([r * c / np.linalg.norm(r) if np.linalg.norm(r) > c else r for r in w.T]).T
