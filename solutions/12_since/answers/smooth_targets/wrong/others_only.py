"""eps goes to the other classes.

property: rows by hand
cause: eps is shared among all classes
kind: detail
"""

import numpy as np


def smooth_targets(labels, classes, eps):
    hot = np.eye(classes)[labels]
    return (1 - eps) * hot + (1 - hot) * eps / (classes - 1)
