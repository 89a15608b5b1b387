"""Solved as if the features were a square matrix.

property: one example, two weights, by hand
kind: idea
"""

import numpy as np


def min_norm_fit(features, targets):
    return np.linalg.solve(features, targets)
