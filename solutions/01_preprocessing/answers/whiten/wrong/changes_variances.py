"""Adds eps to the variances in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    variances += eps
    z = (x - mean) @ components.T / np.sqrt(variances)
    return z
