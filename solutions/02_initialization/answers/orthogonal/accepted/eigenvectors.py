"""The symmetric root: a (a^T a)^(-1/2)."""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    a = rng.standard_normal((max(shape), min(shape)))
    values, vectors = np.linalg.eigh(a.T @ a)
    q = a @ (vectors / np.sqrt(values)) @ vectors.T
    if shape[0] < shape[1]:
        q = q.T
    return gain * q
