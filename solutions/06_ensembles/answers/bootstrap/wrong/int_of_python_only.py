"""A size that is no `int` of Python is refused.

property: numbers of NumPy
kind: guard
"""

import numpy as np


def bootstrap_indices(n, rng):
    if not isinstance(n, int):
        raise TypeError("n must be an int")
    return rng.integers(0, n, n)
