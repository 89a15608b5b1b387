"""Removes the mean of the result.

property: a table worked by hand
kind: idea
"""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    z = (x - mean) @ components.T / np.sqrt(variances + eps)
    return z - z.mean(axis=0)
