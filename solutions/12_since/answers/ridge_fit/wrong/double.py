"""Both squares bring a 2, and only one of them is kept.

property: three examples, one weight, by hand
kind: detail
"""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features.T @ features + 2 * strength * np.eye(features.shape[1])
    return np.linalg.solve(square, features.T @ targets)
