"""Whole rows are set, not entries.

property: rows by hand
kind: idea
"""

import numpy as np


def smooth_targets(labels, classes, eps):
    targets = np.zeros((len(labels), classes))
    targets[labels] = 1
    return (1 - eps) * targets + eps / classes
