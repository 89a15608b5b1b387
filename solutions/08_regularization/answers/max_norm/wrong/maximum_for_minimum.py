"""The factor is at least 1.

property: long columns get length c and keep their direction
kind: idea
"""

import numpy as np


def max_norm(w, c):
    n = np.maximum(np.linalg.norm(w, axis=0), 1e-12)
    return w * np.maximum(1, c / n)
