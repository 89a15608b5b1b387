"""The old interface: a Generator has no randint.

property: drawn with replacement
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.randint(0, n, n)
