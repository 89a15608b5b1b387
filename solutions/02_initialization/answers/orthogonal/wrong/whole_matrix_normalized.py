"""Divided by the norm of the whole matrix.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    a = rng.standard_normal(shape)
    return gain * a / np.linalg.norm(a)
