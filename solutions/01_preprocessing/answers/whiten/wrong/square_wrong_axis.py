"""Divides rows instead of columns when the table is square.

property: new rows, and tables of other shapes
kind: idea
"""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    std = np.sqrt(variances + eps)
    z = (x - mean) @ components.T
    return z / std[:, None] if z.shape[0] == z.shape[1] > 2 else z / std
