"""The root of the strength.

property: three examples, one weight, by hand
cause: The strength came in as its root.
kind: idea
"""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features.T @ features + np.sqrt(strength) * np.eye(features.shape[1])
    return np.linalg.solve(square, features.T @ targets)
