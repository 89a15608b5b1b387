"""0 times the smaller of 1 and inf is 0."""

import numpy as np


def max_norm(w, c):
    n = np.linalg.norm(w, axis=0)
    with np.errstate(divide="ignore"):
        f = np.minimum(1.0, c / n)
    return w * f
