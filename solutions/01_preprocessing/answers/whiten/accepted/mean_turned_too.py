"""Turns x and the mean apart."""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    std = np.sqrt(variances + eps)
    return x @ components.T / std - components @ mean / std
