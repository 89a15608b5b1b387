"""A softmax on probabilities.

property: the mean of the probabilities
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    probs = np.mean([predict(x, rng) for _ in range(n_masks)], axis=0)
    e = np.exp(probs)
    return e / e.sum(axis=1, keepdims=True)
