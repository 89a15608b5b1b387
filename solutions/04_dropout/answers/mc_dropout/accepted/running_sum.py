"""A running sum."""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    total = 0.0
    for _ in range(n_masks):
        total = total + predict(x, rng)
    return total / n_masks
