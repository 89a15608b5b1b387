"""Only the long columns are touched, in a copy."""

import numpy as np


def max_norm(w, c):
    out = w.copy()
    n = np.hypot.reduce(w, axis=0)
    long = n > c
    out[:, long] *= c / n[long]
    return out
