"""choice without replacement.

property: drawn with replacement
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.choice(n, size=n, replace=False)
