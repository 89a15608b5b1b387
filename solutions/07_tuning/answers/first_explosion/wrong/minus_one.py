"""-1 when nothing explodes.

property: the first loss above factor times the first
kind: idea
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    for step, loss in enumerate(losses):
        if not np.isfinite(loss) or loss > factor * losses[0]:
            return step
    return -1
