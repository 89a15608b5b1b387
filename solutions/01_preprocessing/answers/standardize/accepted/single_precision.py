"""Returns float32."""

import numpy as np


def standardize(x, mean, std):
    return ((x - mean) / std).astype(np.float32)
