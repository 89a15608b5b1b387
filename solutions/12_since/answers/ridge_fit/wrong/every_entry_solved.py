"""The strength is added to every entry, and the system solved.

property: many features: the slope of error plus penalty is 0
kind: idea
"""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features.T @ features + strength
    return np.linalg.solve(square, features.T @ targets)
