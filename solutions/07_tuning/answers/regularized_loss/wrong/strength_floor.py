"""A strength of 0 is replaced by a default.

property: strength 0 leaves the data loss
kind: convention
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return data_loss + 0.5 * (strength or 1e-3) * sum(np.sum(w**2) for w in weights)
