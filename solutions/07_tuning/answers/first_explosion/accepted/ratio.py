"""The ratio to the first loss."""

import numpy as np


def first_explosion(losses, factor=3.0):
    with np.errstate(all="ignore"):
        ratio = np.asarray(losses) / losses[0]
    bad = np.where(~(ratio <= factor))[0]
    return bad.min() if bad.size else None
