"""One symmetric matrix."""

import numpy as np


def zca(x, mean, components, variances, eps=1e-5):
    matrix = components.T @ np.diag(1 / np.sqrt(variances + eps)) @ components
    return (x - mean) @ matrix
