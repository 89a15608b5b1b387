"""A comparison."""

import numpy as np


def smooth_targets(labels, classes, eps):
    hot = labels[:, None] == np.arange(classes)
    return np.where(hot, 1 - eps + eps / classes, eps / classes)
