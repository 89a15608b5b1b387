"""A generator without a seed.

property: the masks are drawn from rng
kind: guard
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    mine = np.random.default_rng()
    return np.mean([predict(x, mine) for _ in range(n_masks)], axis=0)
