"""Divides by n_masks - 1.

property: the mean of the probabilities
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    return sum(predict(x, rng) for _ in range(n_masks)) / max(n_masks - 1, 1)
