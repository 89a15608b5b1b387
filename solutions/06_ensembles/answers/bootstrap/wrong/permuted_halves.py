"""Half of the rows, each twice.

property: drawn with replacement
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    half = rng.permutation(n)[: (n + 1) // 2]
    return np.concatenate([half, half])[:n]
