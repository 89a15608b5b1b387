"""One prediction only.

property: every mask is a new one
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    return predict(x, rng)
