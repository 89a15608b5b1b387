"""The squared length decides, the length divides.

property: short columns stay as they are, beside long ones
kind: idea
"""

import numpy as np


def max_norm(w, c):
    n2 = np.maximum((w**2).sum(axis=0), 1e-12)
    return np.where(n2 > c, w * c / np.sqrt(n2), w)
