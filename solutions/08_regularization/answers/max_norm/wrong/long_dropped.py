"""Long columns are set to 0.

property: long columns get length c and keep their direction
kind: idea
"""

import numpy as np


def max_norm(w, c):
    n = np.linalg.norm(w, axis=0)
    return np.where(n > c, 0.0, w)
