"""Every class gets eps.

property: rows by hand
cause: Every class got all of eps.
kind: idea
"""

import numpy as np


def smooth_targets(labels, classes, eps):
    return (1 - eps) * np.eye(classes)[labels] + eps
