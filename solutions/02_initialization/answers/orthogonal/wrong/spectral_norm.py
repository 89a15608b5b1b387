"""Divided by the largest singular value.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    a = rng.standard_normal(shape)
    return gain * a / np.linalg.svd(a, compute_uv=False)[0]
