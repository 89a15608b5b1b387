"""The sum starts with zeros for ten classes.

property: the mean of the probabilities
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    total = np.zeros((len(x), 10))
    for _ in range(n_masks):
        total += predict(x, rng)
    return total / n_masks
