"""Does not subtract the mean.

property: a table worked by hand
kind: idea
"""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    return x @ components.T / np.sqrt(variances + eps)
