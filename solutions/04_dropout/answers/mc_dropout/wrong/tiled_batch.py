"""One call with the batch repeated.

property: the mean of the probabilities
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    probs = predict(np.tile(x, (n_masks, 1)), rng)
    return probs.reshape(n_masks, len(x), -1).mean(axis=0)
