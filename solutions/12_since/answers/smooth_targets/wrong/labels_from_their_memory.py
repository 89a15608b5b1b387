"""The labels are read as if they lay side by side in memory.

property: read-only views with gaps
kind: guard
"""

import numpy as np


def smooth_targets(labels, classes, eps):
    side_by_side = np.lib.stride_tricks.as_strided(labels, labels.shape, (labels.itemsize,))
    return (1 - eps) * np.eye(classes)[side_by_side] + eps / classes
