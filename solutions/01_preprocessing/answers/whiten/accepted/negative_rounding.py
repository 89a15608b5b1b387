"""Cuts off variances that rounding made negative."""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    scale = 1.0 / np.sqrt(np.maximum(variances, 0.0) + eps)
    return ((x - mean) @ components.T) @ np.diag(scale)
