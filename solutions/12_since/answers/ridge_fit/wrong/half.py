"""A 1/2 before the penalty.

property: three examples, one weight, by hand
cause: There is no 1/2 before this penalty.
kind: detail
"""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features.T @ features + 0.5 * strength * np.eye(features.shape[1])
    return np.linalg.solve(square, features.T @ targets)
