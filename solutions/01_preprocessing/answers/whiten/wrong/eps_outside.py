"""Adds eps to the root.

property: eps is added under the root
kind: convention
"""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    return (x - mean) @ components.T / (np.sqrt(variances) + eps)
