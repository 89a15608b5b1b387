"""Vectors are left out as biases.

property: arrays with any number of axes
kind: detail
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return data_loss + 0.5 * strength * sum(np.sum(w**2) for w in weights if w.ndim > 1)
