"""Outputs first.

property: many features: the slope of error plus penalty is 0
kind: idea
"""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features.T @ features + strength * np.eye(features.shape[1])
    return np.linalg.solve(square, features.T @ targets).T
