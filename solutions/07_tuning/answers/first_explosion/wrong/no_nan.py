"""nan is not noticed.

property: nan and inf are explosions
kind: detail
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    for step, loss in enumerate(losses):
        if loss > factor * losses[0]:
            return step
    return None
