"""Nobody gets it.

property: rows by hand
cause: The label gave up eps and nobody got it.
kind: idea
"""

import numpy as np


def smooth_targets(labels, classes, eps):
    return (1 - eps) * np.eye(classes)[labels]
