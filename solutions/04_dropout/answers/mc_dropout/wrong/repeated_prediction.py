"""The same prediction n times.

property: the mean of the probabilities
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    return np.mean([predict(x, rng)] * n_masks, axis=0)
