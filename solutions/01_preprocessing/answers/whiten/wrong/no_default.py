"""eps has no default.

property: without an argument eps is 1e-5
kind: detail
"""

import numpy as np


def whiten(x, mean, components, variances, eps):
    return (x - mean) @ components.T / np.sqrt(variances + eps)
