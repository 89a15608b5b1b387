"""The root of the mean of the squares.

property: the mean of the probabilities
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    return np.sqrt(np.mean([predict(x, rng) ** 2 for _ in range(n_masks)], axis=0))
