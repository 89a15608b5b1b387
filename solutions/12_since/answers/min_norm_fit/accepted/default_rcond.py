"""The least-squares solver with its default."""

import numpy as np


def min_norm_fit(features, targets):
    return np.linalg.lstsq(features, targets, rcond=None)[0]
