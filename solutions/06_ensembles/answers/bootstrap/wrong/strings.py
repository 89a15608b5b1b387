"""The indices as texts.

property: drawn with replacement
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return np.array([str(i) for i in rng.integers(n, size=n)])
