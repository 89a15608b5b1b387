"""step or None.

property: nan and inf are explosions
kind: detail
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    out = np.flatnonzero(~np.isfinite(losses) | (losses > factor * losses[0]))
    return (int(out[0]) if len(out) else 0) or None
