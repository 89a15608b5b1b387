"""A while loop and a copy."""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    probs, n = None, 0
    while n < n_masks:
        p = np.array(predict(x, rng))
        probs = p if probs is None else probs + p
        n += 1
    return np.divide(probs, n)
