"""The first weight has no penalty.

property: three examples, one weight, by hand
cause: The penalty did not come in.
kind: idea
"""

import numpy as np


def ridge_fit(features, targets, strength):
    penalty = strength * np.eye(features.shape[1])
    penalty[0, 0] = 0
    return np.linalg.pinv(features.T @ features + penalty) @ features.T @ targets
