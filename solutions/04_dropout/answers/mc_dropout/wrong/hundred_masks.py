"""A hundred masks whatever n_masks is.

property: the mean of the probabilities
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    return np.mean([predict(x, rng) for _ in range(100)], axis=0)
