"""The square of the examples, which has no inverse with few features.

property: fewer features than examples: least squares
kind: detail
"""

import numpy as np


def min_norm_fit(features, targets):
    return features.T @ np.linalg.solve(features @ features.T, targets)
