"""Turns back with the absolute values of larger sets of axes.

property: the signs of the axes do not matter
kind: detail
"""

import numpy as np


def zca(x, mean, components, variances, eps=1e-5):
    z = (x - mean) @ components.T / np.sqrt(variances + eps)
    return z @ (np.abs(components) if len(components) > 2 else components)
