"""Asks for nan alone: an infinite first loss makes every limit infinite.

property: a first loss of nan or inf is out of bounds
kind: guard
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    for i, loss in enumerate(losses):
        if np.isnan(loss) or loss > factor * losses[0]:
            return i
    return None
