"""Norms are added, then squared.

property: all arrays of weights count
kind: idea
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return data_loss + 0.5 * strength * sum(np.linalg.norm(w) for w in weights) ** 2
