"""The features are scaled in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def min_norm_fit(features, targets):
    features *= 2.0
    return 2 * np.linalg.pinv(features) @ targets
