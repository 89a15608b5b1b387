"""Squared norms."""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return data_loss + sum(0.5 * strength * np.linalg.norm(w) ** 2 for w in weights)
