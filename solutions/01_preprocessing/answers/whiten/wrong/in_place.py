"""Subtracts from x in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    x -= mean
    return x @ components.T / np.sqrt(variances + eps)
