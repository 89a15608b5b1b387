"""Eigenvectors of a matrix that is not symmetric are complex.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    n = max(shape)
    _, vectors = np.linalg.eig(rng.standard_normal((n, n)) + 1j * 0)
    return gain * vectors[: shape[0], : shape[1]]
