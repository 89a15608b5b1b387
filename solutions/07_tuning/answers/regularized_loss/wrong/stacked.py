"""Arrays of one shape only.

property: all arrays of weights count
kind: idea
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return data_loss + 0.5 * strength * np.sum(np.array(weights) ** 2)
