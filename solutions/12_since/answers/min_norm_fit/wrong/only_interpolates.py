"""Few features are cut off.

property: fewer features than examples: least squares
kind: detail
"""

import numpy as np


def min_norm_fit(features, targets):
    n, p = features.shape
    if p < n:
        return np.linalg.solve(features[:p], targets[:p])
    return np.linalg.pinv(features) @ targets
