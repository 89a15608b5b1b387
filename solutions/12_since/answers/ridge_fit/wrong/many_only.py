"""A cut below the strength instead of a penalty.

property: three examples, one weight, by hand
kind: idea
"""

import numpy as np


def ridge_fit(features, targets, strength):
    return np.linalg.pinv(features, rcond=min(0.9, strength)) @ targets
