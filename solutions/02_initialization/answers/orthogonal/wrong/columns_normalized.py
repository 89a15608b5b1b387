"""The columns have length 1 and are not perpendicular.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    a = rng.standard_normal(shape)
    axis = 0 if shape[0] >= shape[1] else 1
    return gain * a / np.linalg.norm(a, axis=axis, keepdims=True)
