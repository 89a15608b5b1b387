"""eps divided by the number of examples.

property: rows by hand
kind: convention
"""

import numpy as np


def smooth_targets(labels, classes, eps):
    return (1 - eps) * np.eye(classes)[labels] + eps / len(labels)
