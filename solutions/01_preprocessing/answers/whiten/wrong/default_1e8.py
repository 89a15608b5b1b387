"""The default of eps is 1e-8.

property: without an argument eps is 1e-5
kind: convention
"""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-8):
    return (x - mean) @ components.T / np.sqrt(variances + eps)
