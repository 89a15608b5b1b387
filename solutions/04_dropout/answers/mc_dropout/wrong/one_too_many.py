"""One call too many.

property: the mean of the probabilities
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    return np.mean([predict(x, rng) for _ in range(n_masks + 1)], axis=0)
