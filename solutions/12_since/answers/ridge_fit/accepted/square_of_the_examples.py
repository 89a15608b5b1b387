"""The smaller system where there are many features."""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features @ features.T + strength * np.eye(len(features))
    return features.T @ np.linalg.solve(square, targets)
