"""The mean of the old mean and the new prediction.

property: the mean of the probabilities
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    probs = predict(x, rng)
    for _ in range(n_masks - 1):
        probs = (probs + predict(x, rng)) / 2
    return probs
