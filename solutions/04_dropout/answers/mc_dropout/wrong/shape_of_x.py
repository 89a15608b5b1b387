"""The sum starts with zeros of the shape of x.

property: the mean of the probabilities
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    total = np.zeros(x.shape)
    for _ in range(n_masks):
        total += predict(x, rng)
    return total / n_masks
