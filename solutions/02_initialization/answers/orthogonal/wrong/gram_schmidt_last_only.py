"""Gram-Schmidt that removes the neighbour only.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    a = rng.standard_normal((max(shape), min(shape)))
    q = a / np.linalg.norm(a, axis=0)
    for j in range(1, q.shape[1]):
        q[:, j] -= (q[:, j - 1] @ q[:, j]) * q[:, j - 1]
        q[:, j] /= np.linalg.norm(q[:, j])
    q = gain * q
    return q if shape[0] >= shape[1] else q.T
