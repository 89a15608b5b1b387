"""rng comes before x.

property: the mean of the probabilities
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    return np.mean([predict(rng, x) for _ in range(n_masks)], axis=0)
