"""Leaves eps out: 0 / 0 on an axis without variance.

property: eps is added under the root
kind: detail
"""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    return (x - mean) @ components.T / np.sqrt(variances)
