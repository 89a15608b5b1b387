"""Uses the mean of the table at hand.

property: a table worked by hand
kind: idea
"""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    return (x - x.mean(axis=0)) @ components.T / np.sqrt(variances + eps)
