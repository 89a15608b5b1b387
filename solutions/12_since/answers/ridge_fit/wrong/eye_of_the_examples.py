"""The penalty has the size of the examples.

property: three examples, one weight, by hand
kind: idea
"""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features.T @ features + strength * np.eye(len(features))
    return np.linalg.solve(square, features.T @ targets)
