"""A generator for each mask, seeded from rng."""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    return (
        sum(predict(x, np.random.default_rng(rng.integers(2**32))) for _ in range(n_masks))
        / n_masks
    )
