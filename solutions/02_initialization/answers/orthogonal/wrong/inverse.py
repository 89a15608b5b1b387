"""The inverse instead of the inverse root.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    a = rng.standard_normal((max(shape), min(shape)))
    q = a @ np.linalg.inv(a.T @ a)
    return gain * (q if shape[0] >= shape[1] else q.T)
