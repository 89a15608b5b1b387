"""The rows are limited.

property: long columns get length c and keep their direction
kind: idea
"""

import numpy as np


def max_norm(w, c):
    n = np.linalg.norm(w, axis=1, keepdims=True)
    return w * np.minimum(1, c / np.maximum(n, 1e-12))
