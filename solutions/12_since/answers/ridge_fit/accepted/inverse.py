"""An explicit inverse."""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features.T @ features + strength * np.identity(features.shape[1])
    return np.linalg.inv(square) @ (features.T @ targets)
