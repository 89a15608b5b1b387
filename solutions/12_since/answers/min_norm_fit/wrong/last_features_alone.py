"""The last features, as many as examples, the others have weight 0.

property: one example, two weights, by hand
cause: That w fits, but it is not the shortest that does.
kind: idea
"""

import numpy as np


def min_norm_fit(features, targets):
    n = min(features.shape)
    w = np.zeros((features.shape[1], targets.shape[1]))
    w[-n:] = np.linalg.lstsq(features[:, -n:], targets, rcond=None)[0]
    return w
