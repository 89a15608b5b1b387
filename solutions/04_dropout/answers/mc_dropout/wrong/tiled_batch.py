"""One call with the batch repeated.

property: every mask is a new one
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    probs = predict(np.tile(x, (n_masks, 1)), rng)
    return probs.reshape(n_masks, len(x), -1).mean(axis=0)
