"""The label keeps all.

property: rows by hand
cause: A row must add up to 1
kind: idea
"""

import numpy as np


def smooth_targets(labels, classes, eps):
    return np.eye(classes)[labels] + eps / classes
