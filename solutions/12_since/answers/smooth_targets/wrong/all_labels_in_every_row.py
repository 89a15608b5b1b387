"""Every row gets the labels of all examples.

property: rows by hand
kind: idea
"""

import numpy as np


def smooth_targets(labels, classes, eps):
    targets = np.full((len(labels), classes), eps / classes)
    targets[:, labels] += 1 - eps
    return targets
