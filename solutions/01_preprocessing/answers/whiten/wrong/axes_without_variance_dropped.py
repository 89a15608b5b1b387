"""Sets axes of variance 0 to 0.

property: eps is added under the root
kind: detail
"""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    z = (x - mean) @ components.T / np.sqrt(variances + eps)
    return np.where(variances > 0, z, 0.0)
