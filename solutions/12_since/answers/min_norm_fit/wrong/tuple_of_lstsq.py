"""All that lstsq returns.

property: one example, two weights, by hand
kind: idea
"""

import numpy as np


def min_norm_fit(features, targets):
    return np.linalg.lstsq(features, targets, rcond=None)
