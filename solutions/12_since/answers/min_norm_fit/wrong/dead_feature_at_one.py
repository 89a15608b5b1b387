"""A dead feature gets a weight of 1.

property: a feature that is always 0
kind: guard
"""

import numpy as np


def min_norm_fit(features, targets):
    w = np.linalg.pinv(features) @ targets
    w[np.abs(features).max(axis=0) == 0] = 1
    return w
