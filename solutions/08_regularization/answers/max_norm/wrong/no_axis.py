"""np.linalg.norm without an axis, then every column.

property: long columns get length c and keep their direction
kind: idea
"""

import numpy as np


def max_norm(w, c):
    return np.stack([col * min(1, c / max(np.linalg.norm(w), 1e-12)) for col in w.T], axis=1)
