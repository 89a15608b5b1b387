"""A loop over the axes."""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    z = np.empty((len(x), len(components)))
    for k in range(len(components)):
        z[:, k] = np.dot(x - mean, components[k]) / (variances[k] + eps) ** 0.5
    return z
