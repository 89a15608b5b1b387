"""A penalty of a thousandth where there are several examples.

property: more features than examples: every target is met
cause: A penalty, however small
kind: detail
"""

import numpy as np


def min_norm_fit(features, targets):
    s = 1e-3 * (len(features) > 1)
    square = features @ features.T + s * np.eye(len(features))
    if len(features) > features.shape[1]:
        return np.linalg.lstsq(features, targets, rcond=None)[0]
    return features.T @ np.linalg.solve(square, targets)
