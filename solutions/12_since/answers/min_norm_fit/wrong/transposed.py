"""Outputs first.

property: one example, two weights, by hand
kind: idea
"""

import numpy as np


def min_norm_fit(features, targets):
    return (np.linalg.pinv(features) @ targets).T
