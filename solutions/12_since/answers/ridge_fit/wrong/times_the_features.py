"""The strength times the number of features.

property: many features: the slope of error plus penalty is 0
kind: convention
"""

import numpy as np


def ridge_fit(features, targets, strength):
    p = features.shape[1]
    return np.linalg.solve(features.T @ features + p * strength * np.eye(p), features.T @ targets)
