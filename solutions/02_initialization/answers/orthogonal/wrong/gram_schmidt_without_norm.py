"""Gram-Schmidt that forgets to normalize.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    a = rng.standard_normal((max(shape), min(shape)))
    q = a.copy()
    for j in range(q.shape[1]):
        for k in range(j):
            q[:, j] -= (q[:, k] @ a[:, j]) / (q[:, k] @ q[:, k]) * q[:, k]
    q = gain * q
    return q if shape[0] >= shape[1] else q.T
