"""Compared with the loss before.

property: the first loss above factor times the first
kind: idea
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    for step in range(len(losses)):
        if not np.isfinite(losses[step]) or (step and losses[step] > factor * losses[step - 1]):
            return step
    return None
