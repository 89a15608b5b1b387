"""Arrays of one axis are left out, as if they were biases.

property: arrays with any number of axes
cause: one axis are left out
kind: detail
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return data_loss + 0.5 * strength * sum(np.sum(w**2) for w in weights if w.ndim > 1)
