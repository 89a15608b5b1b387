"""Only the first column.

property: long columns get length c and keep their direction
kind: idea
"""

import numpy as np


def max_norm(w, c):
    out = w.copy()
    n = np.linalg.norm(w[:, 0])
    if n > c:
        out[:, 0] *= c / n
    return out
