"""`np.nditer` goes through the entries in the order in which they lie in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def standardize(x, mean, std):
    d = x.shape[1]
    z = [(value - mean[i % d]) / std[i % d] for i, value in enumerate(np.nditer(x))]
    return np.array(z, dtype=float).reshape(x.shape)
