"""The pseudoinverse."""

import numpy as np


def min_norm_fit(features, targets):
    return np.linalg.pinv(features) @ targets
