"""The label gives up eps and gets nothing back.

property: rows by hand
kind: detail
"""

import numpy as np


def smooth_targets(labels, classes, eps):
    targets = np.full((len(labels), classes), eps / classes)
    targets[np.arange(len(labels)), labels] = 1 - eps
    return targets
