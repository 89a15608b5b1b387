"""The strength is added to every entry.

property: many features: the slope of error plus penalty is 0
cause: you added it to every entry
kind: idea
"""

import numpy as np


def ridge_fit(features, targets, strength):
    square = features.T @ features + strength
    return np.linalg.pinv(square) @ features.T @ targets
