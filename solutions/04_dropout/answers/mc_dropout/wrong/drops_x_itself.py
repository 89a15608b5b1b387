"""x is changed by a mask of its own.

property: inputs unchanged
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    total = 0.0
    for _ in range(n_masks):
        x *= rng.random(x.shape) < 0.5
        total = total + predict(x, rng)
    return total / n_masks
