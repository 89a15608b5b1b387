"""Waits for two explosions in a row.

property: the first loss above factor times the first
kind: idea
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    bad = ~np.isfinite(losses) | (losses > factor * losses[0])
    out = np.flatnonzero(bad[:-1] & bad[1:])
    return int(out[0]) if len(out) else None
