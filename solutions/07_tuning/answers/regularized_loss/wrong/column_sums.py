"""Summed over the rows only.

property: half the strength times the sum of squares
kind: idea
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return data_loss + 0.5 * strength * np.sum(weights[0] ** 2, axis=0)
