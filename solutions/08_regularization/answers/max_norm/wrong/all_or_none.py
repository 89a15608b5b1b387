"""Scales only where all columns are too long.

property: short columns stay as they are, beside long ones
kind: idea
cause: Each column has its own length
"""

import numpy as np


def max_norm(w, c):
    norms = np.sqrt((w**2).sum(axis=0))
    if np.all(norms > c):
        return w * (c / norms)
    return w.copy()
