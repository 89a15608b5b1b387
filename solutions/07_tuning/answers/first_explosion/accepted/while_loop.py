"""A while loop."""

import numpy as np


def first_explosion(losses, factor=3.0):
    step = 0
    while step < len(losses):
        if np.isnan(losses[step]) or np.isinf(losses[step]) or losses[step] > factor * losses[0]:
            return step
        step += 1
    return None
