"""No penalty where features are few, but several.

property: few features: the slope of error plus penalty is 0
cause: The penalty did not come in.
kind: detail
"""

import numpy as np


def ridge_fit(features, targets, strength):
    n, p = features.shape
    s = strength * (p > n or p == 1)
    square = features.T @ features + s * np.eye(features.shape[1])
    return np.linalg.solve(square, features.T @ targets)
