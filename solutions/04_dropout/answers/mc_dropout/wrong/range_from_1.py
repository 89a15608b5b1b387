"""The loop starts at 1.

property: the mean of the probabilities
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    total = np.zeros(x.shape)
    for _ in range(1, n_masks):
        total += predict(x, rng)
    return total / n_masks
