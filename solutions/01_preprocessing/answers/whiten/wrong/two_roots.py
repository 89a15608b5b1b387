"""The root of the variance plus the root of eps.

property: eps is added under the root
cause: you added two roots
kind: convention
"""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    return (x - mean) @ components.T / (np.sqrt(variances) + np.sqrt(eps))
