"""Turns back the first two axes only.

property: the signs of the axes do not matter
kind: detail
"""

import numpy as np


def zca(x, mean, components, variances, eps=1e-5):
    z = (x - mean) @ components.T / np.sqrt(variances + eps)
    return z[:, :2] @ components[:2]
