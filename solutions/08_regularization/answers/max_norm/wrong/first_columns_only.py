"""The loop over the columns ends at the shorter side.

property: long columns get length c and keep their direction
kind: idea
"""

import numpy as np


def max_norm(w, c):
    norms = np.sqrt((w**2).sum(axis=0))
    out = w.copy()
    for j in range(min(w.shape)):
        if norms[j] > c:
            out[:, j] *= c / norms[j]
    return out
