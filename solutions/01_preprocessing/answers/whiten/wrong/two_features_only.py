"""Handles two axes only.

property: new rows, and tables of other shapes
kind: idea
"""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    z = (x - mean) @ components.T
    z[:, 0] /= np.sqrt(variances[0] + eps)
    z[:, 1] /= np.sqrt(variances[1] + eps)
    return z
