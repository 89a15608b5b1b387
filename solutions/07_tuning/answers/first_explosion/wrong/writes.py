"""Replaces nan in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    losses[np.isnan(losses)] = np.inf
    first = losses[0]
    out = np.flatnonzero(~np.isfinite(losses) | (losses > factor * first))
    return int(out[0]) if len(out) else None
