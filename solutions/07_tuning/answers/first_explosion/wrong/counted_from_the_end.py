"""The step is counted from the end.

property: the first loss above factor times the first
cause: number of losses minus 1
kind: idea
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    bad = np.flatnonzero(~np.isfinite(losses) | (losses > factor * losses[0]))
    return int(bad[0]) - len(losses) if len(bad) else None
