"""The targets are divided, too.

property: three examples, one weight, by hand
kind: idea
"""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features.T @ features + strength * np.eye(features.shape[1])
    return np.linalg.solve(square, features.T @ targets / (1 + strength))
