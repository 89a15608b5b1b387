"""Zeros.

property: rows by hand
kind: idea
"""

import numpy as np


def smooth_targets(labels, classes, eps):
    return np.zeros((len(labels), classes))
