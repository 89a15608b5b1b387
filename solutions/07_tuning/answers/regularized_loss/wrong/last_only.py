"""Only the last array.

property: all arrays of weights count
kind: idea
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    for w in weights:
        penalty = 0.5 * strength * np.sum(w**2)
    return data_loss + penalty
