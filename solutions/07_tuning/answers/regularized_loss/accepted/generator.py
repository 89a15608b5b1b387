"""A generator inside sum."""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return data_loss + 0.5 * strength * sum(np.sum(w * w) for w in weights)
