"""The first output alone.

property: more features than examples: every target is met
kind: idea
"""

import numpy as np


def min_norm_fit(features, targets):
    return np.linalg.pinv(features) @ targets[:, :1]
