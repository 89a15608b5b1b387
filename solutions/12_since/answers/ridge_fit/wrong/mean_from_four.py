"""The penalty times the number of examples, from four on.

property: many features: the slope of error plus penalty is 0
cause: The error is a sum over examples
kind: detail
"""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features.T @ features + (
        strength * len(features) if len(features) > 3 else strength
    ) * np.eye(features.shape[1])
    return np.linalg.solve(square, features.T @ targets)
