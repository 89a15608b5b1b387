"""The length of a row over the root of the number of columns."""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    root = np.sqrt(np.linalg.norm(x, axis=1) ** 2 / x.shape[1] + eps)
    return (x.T / root).T * gamma
