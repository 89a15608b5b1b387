"""The default of eps is 0.

property: without an argument eps is 1e-5
kind: convention
"""

import numpy as np


def whiten(x, mean, components, variances, eps=0.0):
    return (x - mean) @ components.T / np.sqrt(variances + eps)
