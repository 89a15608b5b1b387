"""The data loss is added once for each array.

property: all arrays of weights count
kind: idea
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return sum(data_loss + 0.5 * strength * np.sum(w**2) for w in weights)
