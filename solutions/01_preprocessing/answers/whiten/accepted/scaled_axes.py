"""Scales the axes first."""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    scaled = components / np.sqrt(variances + eps)[:, None]
    return (x - mean) @ scaled.T
