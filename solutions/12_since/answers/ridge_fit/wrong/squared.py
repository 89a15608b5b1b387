"""Extra rows of the strength itself, which comes in squared.

property: three examples, one weight, by hand
cause: The strength came in squared.
kind: detail
"""

import numpy as np


def ridge_fit(features, targets, strength):
    p = features.shape[1]
    rows = np.vstack([features, strength * np.eye(p)])
    zeros = np.zeros((p, targets.shape[1]))
    return np.linalg.lstsq(rows, np.vstack([targets, zeros]), rcond=None)[0]
