"""The factor upside down.

property: long columns get length c and keep their direction
kind: idea
"""

import numpy as np


def max_norm(w, c):
    n = np.maximum(np.linalg.norm(w, axis=0), 1e-12)
    return np.where(n > c, w * n / c, w)
