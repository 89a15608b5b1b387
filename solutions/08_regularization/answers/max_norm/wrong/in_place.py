"""w is overwritten.

property: inputs unchanged
kind: guard
"""

import numpy as np


def max_norm(w, c):
    n = np.maximum(np.linalg.norm(w, axis=0), 1e-12)
    w *= np.minimum(1, c / n)
    return w
