"""The strength on a square of the wrong size.

property: three examples, one weight, by hand
kind: idea
"""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features @ features.T + strength * np.eye(len(features))
    return np.linalg.solve(square, features.T @ targets)
