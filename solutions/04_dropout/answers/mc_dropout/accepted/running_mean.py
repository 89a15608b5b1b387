"""A running mean."""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    mean = predict(x, rng)
    for k in range(2, n_masks + 1):
        mean = mean + (predict(x, rng) - mean) / k
    return mean
