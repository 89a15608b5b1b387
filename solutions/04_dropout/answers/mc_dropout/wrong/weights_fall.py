"""The predictions are added with falling weights.

property: the mean of the probabilities
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    total = 0
    for i in range(n_masks):
        total = total + predict(x, rng) / (i + 1)
    return total / total.sum(axis=1, keepdims=True)
