"""nan and inf are looked for first, in the whole run.

property: nan and inf are explosions
kind: detail
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    out = np.flatnonzero(~np.isfinite(losses))
    if len(out):
        return int(out[0])
    out = np.flatnonzero(losses > factor * losses[0])
    return int(out[0]) if len(out) else None
