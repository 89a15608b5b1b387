"""A constant distribution.

property: the mean of the probabilities
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    return np.full(x.shape, 1 / x.shape[1])
