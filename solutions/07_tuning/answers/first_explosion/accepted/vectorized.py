"""flatnonzero of a mask."""

import numpy as np


def first_explosion(losses, factor=3.0):
    out = np.flatnonzero(~np.isfinite(losses) | (losses > factor * losses[0]))
    return out[0] if len(out) else None
