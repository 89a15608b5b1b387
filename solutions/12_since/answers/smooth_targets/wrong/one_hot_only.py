"""One-hot.

property: rows by hand
cause: The targets are still one-hot.
kind: idea
"""

import numpy as np


def smooth_targets(labels, classes, eps):
    return np.eye(classes)[labels]
