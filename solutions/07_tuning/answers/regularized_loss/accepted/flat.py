"""One long vector."""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    flat = np.concatenate([w.ravel() for w in weights])
    return float(data_loss + 0.5 * strength * flat @ flat)
