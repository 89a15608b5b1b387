"""A 1/2 before the penalty where there are several features.

property: many features: the slope of error plus penalty is 0
cause: There is no 1/2 before this penalty.
kind: detail
"""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features.T @ features + strength / min(2, features.shape[1]) * np.eye(
        features.shape[1]
    )
    return np.linalg.solve(square, features.T @ targets)
