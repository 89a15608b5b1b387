"""Compares with nan by ==.

property: nan and inf are explosions
kind: detail
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    for step, loss in enumerate(losses):
        if loss == np.nan or loss == np.inf or loss > factor * losses[0]:
            return step
    return None
