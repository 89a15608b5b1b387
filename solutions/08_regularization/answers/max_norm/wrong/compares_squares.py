"""c is compared with the squared length; the root is taken afterwards.

property: long columns get length c and keep their direction
kind: idea
"""

import numpy as np


def max_norm(w, c):
    n = np.maximum((w**2).sum(axis=0), 1e-12)
    return w * np.sqrt(np.minimum(1, c / n))
