"""einsum and where, on a copy."""

import numpy as np


def extract_features(x, params, depth):
    out = np.array(x, dtype=float)
    for i in range(1, depth + 1):
        z = np.einsum("nd,dm->nm", out, params["w" + str(i)]) + params["b" + str(i)][None]
        out = np.where(z > 0, z, 0.0)
    return out
