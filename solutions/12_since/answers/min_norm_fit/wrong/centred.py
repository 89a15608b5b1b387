"""Features and targets are centred.

property: one example, two weights, by hand
kind: idea
"""

import numpy as np


def min_norm_fit(features, targets):
    x = features - features.mean(axis=0)
    return np.linalg.pinv(x) @ (targets - targets.mean(axis=0))
