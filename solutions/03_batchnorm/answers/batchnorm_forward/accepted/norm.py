"""The variance from the Euclidean norm of the centred columns."""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    centred = x - np.average(x, axis=0)
    std = np.sqrt(np.linalg.norm(centred, axis=0) ** 2 / len(x) + eps)
    return centred / std * gamma + beta, (centred, std, gamma)
