"""Asks whether any step number is true, and 0 is not.

property: a first loss of nan or inf is out of bounds
cause: 0 is a step too
kind: guard
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    bad = np.flatnonzero(~np.isfinite(losses) | (losses > factor * losses[0]))
    return bad[0] if bad.any() else None
