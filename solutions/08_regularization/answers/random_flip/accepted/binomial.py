"""Coins from the binomial distribution."""

import numpy as np


def random_flip(images, rng):
    keep = rng.binomial(1, 0.5, len(images)).astype(bool)
    out = np.flip(images, axis=2).copy()
    out[keep] = images[keep]
    return out
