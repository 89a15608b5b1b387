"""Only nan, and a limit that inf passes.

property: nan and inf are explosions
kind: detail
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    for step, loss in enumerate(losses):
        if np.isnan(loss) or factor * losses[0] < loss < np.inf:
            return step
    return None
