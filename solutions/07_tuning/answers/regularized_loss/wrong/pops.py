"""Takes the arrays out of the list.

property: inputs unchanged
kind: guard
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    total = 0.0
    while weights:
        total += np.sum(weights.pop() ** 2)
    return data_loss + 0.5 * strength * total
