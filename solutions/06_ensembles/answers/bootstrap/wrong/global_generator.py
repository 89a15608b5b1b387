"""The global generator.

property: drawn from rng, anew in every call
kind: guard
"""

import numpy as np


def bootstrap_indices(n, rng):
    return np.random.randint(0, n, size=n)
