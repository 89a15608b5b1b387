"""Zeros.

property: one example, two weights, by hand
kind: idea
"""

import numpy as np


def min_norm_fit(features, targets):
    return np.zeros((features.shape[1], targets.shape[1]))
