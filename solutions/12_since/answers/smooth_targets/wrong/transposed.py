"""Classes first.

property: rows by hand
kind: idea
"""

import numpy as np


def smooth_targets(labels, classes, eps):
    return ((1 - eps) * np.eye(classes)[labels] + eps / classes).T
