"""A strength below 1 comes in squared.

property: many features: the slope of error plus penalty is 0
cause: The strength came in squared.
kind: detail
"""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features.T @ features + strength ** (1 + (strength < 1)) * np.eye(features.shape[1])
    return np.linalg.solve(square, features.T @ targets)
