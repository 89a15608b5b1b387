"""The penalty times the number of examples.

property: three examples, one weight, by hand
cause: The error is a sum over examples, not a mean.
kind: detail
"""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features.T @ features + strength * len(features) * np.eye(features.shape[1])
    return np.linalg.solve(square, features.T @ targets)
