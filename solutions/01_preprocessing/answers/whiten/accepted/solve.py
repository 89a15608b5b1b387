"""Solves for the coordinates; right because the axes are orthonormal."""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    coordinates = np.linalg.solve(components.T, (x - mean).T).T
    return coordinates / np.sqrt(variances + eps)
