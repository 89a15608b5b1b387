"""A mean of one-hot and uniform."""

import numpy as np


def smooth_targets(labels, classes, eps):
    uniform = np.ones(classes) / classes
    return np.array([(1 - eps) * np.eye(classes)[k] + eps * uniform for k in labels])
