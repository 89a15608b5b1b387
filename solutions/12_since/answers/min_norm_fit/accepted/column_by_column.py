"""One output after the other."""

import numpy as np


def min_norm_fit(features, targets):
    pinv = np.linalg.pinv(features, rcond=1e-12)
    return np.stack([pinv @ t for t in targets.T], axis=1)
