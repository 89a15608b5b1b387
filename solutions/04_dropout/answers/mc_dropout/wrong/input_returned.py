"""The input returned.

property: one mask: one prediction
kind: idea
"""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    return x
