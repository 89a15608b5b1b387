"""The targets are read in the order in which they lie in memory.

property: read-only views with gaps
kind: guard
"""

import numpy as np


def ridge_fit(features, targets, strength):
    targets = targets.ravel(order="K").reshape(targets.shape)
    square = features.T @ features + strength * np.eye(features.shape[1])
    return np.linalg.solve(square, features.T @ targets)
