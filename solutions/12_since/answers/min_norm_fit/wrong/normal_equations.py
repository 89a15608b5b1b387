"""The square of the features, which has no inverse with many of them.

property: one example, two weights, by hand
kind: idea
"""

import numpy as np


def min_norm_fit(features, targets):
    square = features.T @ features
    return np.linalg.solve(square, features.T @ targets)
