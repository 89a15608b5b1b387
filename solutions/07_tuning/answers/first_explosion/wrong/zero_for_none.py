"""A factor of 0 is taken for none given.

property: factor = 0 is like any other
kind: guard
"""

import numpy as np


def first_explosion(losses, factor=None):
    losses = np.asarray(losses)
    limit = (factor or 3.0) * losses[0]
    for step, loss in enumerate(losses):
        if not np.isfinite(loss) or loss > limit:
            return step
    return None
