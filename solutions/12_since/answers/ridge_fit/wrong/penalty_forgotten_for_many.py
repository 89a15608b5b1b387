"""Plain least squares where there are several features.

property: many features: the slope of error plus penalty is 0
cause: The penalty did not come in.
kind: idea
"""

import numpy as np


def ridge_fit(features, targets, strength):
    s = strength * (features.shape[1] == 1)
    square = features.T @ features + s * np.eye(features.shape[1])
    return np.linalg.pinv(square) @ features.T @ targets
