"""The mean of the squares of each row."""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    square = np.mean(x**2, axis=1, keepdims=True)
    return gamma * x / np.sqrt(square + eps)
