"""The absolute values squared."""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return data_loss + strength / 2 * sum(
        float(np.abs(w).ravel() @ np.abs(w).ravel()) for w in weights
    )
