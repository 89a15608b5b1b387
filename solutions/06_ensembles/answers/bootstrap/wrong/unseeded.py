"""A generator of its own.

property: drawn from rng, anew in every call
kind: guard
"""

import numpy as np


def bootstrap_indices(n, rng):
    return np.random.default_rng().integers(n, size=n)
