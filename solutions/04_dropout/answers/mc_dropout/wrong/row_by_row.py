"""Every example gets masks of its own.

property: the mean of the probabilities
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    rows = []
    for i in range(len(x)):
        rows.append(sum(predict(x[i : i + 1], rng) for _ in range(n_masks))[0] / n_masks)
    return np.array(rows)
