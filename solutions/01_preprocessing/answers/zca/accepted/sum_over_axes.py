"""A sum over the axes."""

import numpy as np


def zca(x, mean, components, variances, eps=1e-5):
    z = np.zeros(x.shape)
    for axis, variance in zip(components, variances):
        along = (x - mean) @ axis
        z += np.outer(along / np.sqrt(variance + eps), axis)
    return z
