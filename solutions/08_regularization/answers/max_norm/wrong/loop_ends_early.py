"""The loop leaves out the last column.

property: long columns get length c and keep their direction
kind: idea
"""

import numpy as np


def max_norm(w, c):
    w = w.copy()
    for j in range(w.shape[1] - 1):
        n = np.linalg.norm(w[:, j])
        if n > c:
            w[:, j] *= c / n
    return w
