"""The features are read in the order in which they lie in memory.

property: read-only views with gaps
kind: guard
"""

import numpy as np


def min_norm_fit(features, targets):
    features = features.ravel(order="K").reshape(features.shape)
    return np.linalg.pinv(features) @ targets
