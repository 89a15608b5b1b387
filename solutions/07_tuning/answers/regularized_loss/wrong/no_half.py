"""The 1/2 is missing.

property: half the strength times the sum of squares
kind: idea
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return data_loss + strength * sum(np.sum(w**2) for w in weights)
