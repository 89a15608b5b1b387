"""A square system for each case, and no thought for a dead feature.

property: a feature that is always 0
kind: guard
"""

import numpy as np


def min_norm_fit(features, targets):
    n, p = features.shape
    if p >= n:
        return features.T @ np.linalg.solve(features @ features.T, targets)
    return np.linalg.solve(features.T @ features, features.T @ targets)
