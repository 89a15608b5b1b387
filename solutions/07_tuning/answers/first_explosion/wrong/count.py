"""The number of explosions.

property: the first loss above factor times the first
kind: idea
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    return int(np.sum(~np.isfinite(losses) | (losses > factor * losses[0]))) or None
