"""A loop that adds to the loss."""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    loss = data_loss
    for w in weights:
        loss = loss + strength / 2 * (w**2).sum()
    return loss
