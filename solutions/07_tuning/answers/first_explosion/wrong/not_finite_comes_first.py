"""A loss that is not finite goes before one that is too large.

property: nan and inf are explosions
cause: both questions at every step
kind: detail
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    for step, loss in enumerate(losses):
        if not np.isfinite(loss):
            return step
    for step, loss in enumerate(losses):
        if loss > factor * losses[0]:
            return step
    return None
