"""Zeros.

property: three examples, one weight, by hand
kind: idea
"""

import numpy as np


def ridge_fit(features, targets, strength):
    return np.zeros((features.shape[1], targets.shape[1]))
