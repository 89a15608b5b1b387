"""The L1 penalty.

property: half the strength times the sum of squares
kind: idea
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return data_loss + strength * sum(np.abs(w).sum() for w in weights)
