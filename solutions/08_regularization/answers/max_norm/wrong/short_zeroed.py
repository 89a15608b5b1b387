"""Short columns are set to 0.

property: short columns stay as they are, beside long ones
kind: idea
"""

import numpy as np


def max_norm(w, c):
    n = np.maximum(np.linalg.norm(w, axis=0), 1e-12)
    return np.where(n > c, w * c / n, 0.0)
