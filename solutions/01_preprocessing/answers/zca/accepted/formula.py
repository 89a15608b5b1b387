"""There and back."""

import numpy as np


def zca(x, mean, components, variances, eps=1e-5):
    white = (x - mean) @ components.T / np.sqrt(variances + eps)
    return white @ components
