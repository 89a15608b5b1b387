"""Number by number."""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    total = 0.0
    for w in weights:
        for value in w.flat:
            total += value * value
    return data_loss + 0.5 * strength * total
