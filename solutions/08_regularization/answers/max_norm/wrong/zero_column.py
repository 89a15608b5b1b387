"""0 / 0 in a column of zeros.

property: a column of zeros stays 0
kind: detail
"""

import numpy as np


def max_norm(w, c):
    n = np.linalg.norm(w, axis=0)
    return w * np.clip(n, 0, c) / n
