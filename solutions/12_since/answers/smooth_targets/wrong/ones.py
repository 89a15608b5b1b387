"""Ones.

property: rows by hand
kind: idea
"""

import numpy as np


def smooth_targets(labels, classes, eps):
    return np.ones((len(labels), classes))
