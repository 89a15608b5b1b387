"""The strength is added to the diagonal of a new matrix."""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features.T @ features
    square[np.diag_indices_from(square)] += strength
    return np.linalg.solve(square, features.T @ targets)
