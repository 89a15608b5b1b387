"""eps has no default.

property: a table worked by hand
kind: idea
"""

import numpy as np


def whiten(x, mean, components, variances, eps):
    return (x - mean) @ components.T / np.sqrt(variances + eps)
