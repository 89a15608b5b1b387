"""The last one.

property: the first loss above factor times the first
kind: idea
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    out = np.flatnonzero(~np.isfinite(losses) | (losses > factor * losses[0]))
    return int(out[-1]) if len(out) else None
