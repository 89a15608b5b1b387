"""A start that is not 0, and the shortest way from there.

property: one example, two weights, by hand
kind: idea
"""

import numpy as np


def min_norm_fit(features, targets):
    w = 0.1 * np.ones((features.shape[1], targets.shape[1]))
    return w + np.linalg.pinv(features) @ (targets - features @ w)
