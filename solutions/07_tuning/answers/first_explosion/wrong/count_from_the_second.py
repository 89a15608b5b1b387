"""Counts from the second loss.

property: the first loss above factor times the first
kind: idea
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    for i, loss in enumerate(losses[1:]):
        if not np.isfinite(loss) or loss > factor * losses[0]:
            return i
    return None
