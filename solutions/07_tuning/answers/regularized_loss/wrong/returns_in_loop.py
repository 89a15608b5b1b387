"""Returns inside the loop.

property: all arrays of weights count
kind: idea
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    total = 0.0
    for w in weights:
        total += np.sum(w**2)
        return data_loss + 0.5 * strength * total
