"""The first loss is never looked at.

property: nan and inf are explosions
kind: detail
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    for step in range(1, len(losses)):
        if not np.isfinite(losses[step]) or losses[step] > factor * losses[0]:
            return step
    return None
