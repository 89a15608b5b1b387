"""The same with an explicit inverse.

property: one example, two weights, by hand
kind: idea
"""

import numpy as np


def min_norm_fit(features, targets):
    return np.linalg.inv(features.T @ features) @ features.T @ targets
