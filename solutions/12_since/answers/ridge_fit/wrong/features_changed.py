"""The features are scaled in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def ridge_fit(features, targets, strength):
    features /= np.sqrt(strength)
    square = features.T @ features + np.eye(features.shape[1])
    return np.linalg.solve(square, features.T @ targets / np.sqrt(strength))
