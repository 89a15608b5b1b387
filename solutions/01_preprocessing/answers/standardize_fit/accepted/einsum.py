"""einsum for the squares, a list for the result."""

import numpy as np


def standardize_fit(x):
    mean = np.einsum("nd->d", x) / len(x)
    c = x - mean
    std = np.sqrt(np.einsum("nd,nd->d", c, c) / len(x))
    std[np.isclose(std, 0)] = 1
    return [mean, std]
