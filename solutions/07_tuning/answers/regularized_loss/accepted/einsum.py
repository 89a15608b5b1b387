"""vdot of each array with itself."""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return data_loss + strength * np.sum([np.vdot(w, w) for w in weights]) / 2
