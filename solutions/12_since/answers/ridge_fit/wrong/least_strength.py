"""A strength below a thousandth counts as a thousandth.

property: a penalty near 0 gives the shortest fit
kind: detail
"""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features.T @ features + max(strength, 1e-3) * np.eye(features.shape[1])
    return np.linalg.solve(square, features.T @ targets)
