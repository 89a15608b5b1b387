"""The targets are centred in place.

property: inputs unchanged
kind: idea
"""

import numpy as np


def min_norm_fit(features, targets):
    targets -= targets.mean(axis=0)
    return np.linalg.pinv(features) @ targets
