"""The penalty is subtracted.

property: half the strength times the sum of squares
kind: idea
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return data_loss - 0.5 * strength * sum(np.sum(w**2) for w in weights)
