"""Python's sum adds the rows only.

property: half the strength times the sum of squares
kind: idea
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return data_loss + 0.5 * strength * sum(sum(w**2) for w in weights)
