"""trace(w.T @ w), for matrices only.

property: arrays with any number of axes
kind: detail
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return data_loss + 0.5 * strength * sum(np.trace(w.T @ w) for w in weights)
