"""The smallest of all steps out of bounds."""

import numpy as np


def first_explosion(losses, factor=3.0):
    bad = np.flatnonzero(np.isnan(losses) | np.isinf(losses) | (losses > factor * losses[0]))
    return min(bad.tolist(), default=None)
