"""Gram-Schmidt by hand."""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    long, short = max(shape), min(shape)
    a = rng.standard_normal((long, short))
    q = np.zeros((long, short))
    for j in range(short):
        v = a[:, j].copy()
        for k in range(j):
            v = v - (q[:, k] @ v) * q[:, k]
        q[:, j] = v / np.sqrt(v @ v)
    q = q * gain
    return q if shape[0] >= shape[1] else q.T
