"""predict is called without rng.

property: one mask: one prediction
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    return np.mean([predict(x) for _ in range(n_masks)], axis=0)
