"""The centring matrix from the left."""

import numpy as np


def centre(x):
    n = x.shape[0]
    return (np.eye(n) - np.ones((n, n)) / n) @ x
