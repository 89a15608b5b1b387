"""Norms, not squared.

property: half the strength times the sum of squares
kind: idea
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return data_loss + 0.5 * strength * sum(np.linalg.norm(w) for w in weights)
