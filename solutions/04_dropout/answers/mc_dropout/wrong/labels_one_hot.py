"""The mean of one-hot labels.

property: the mean of the probabilities
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    total = 0
    for _ in range(n_masks):
        p = predict(x, rng)
        total = total + np.eye(p.shape[1])[p.argmax(axis=1)]
    return total / n_masks
