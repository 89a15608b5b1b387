"""Divides all axes by one number.

property: a table worked by hand
kind: idea
"""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    z = (x - mean) @ components.T
    return z / np.sqrt(variances.mean() + eps)
