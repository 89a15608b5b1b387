"""The larger of variance and eps.

property: eps is added under the root
kind: convention
"""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    return (x - mean) @ components.T / np.sqrt(np.maximum(variances, eps))
