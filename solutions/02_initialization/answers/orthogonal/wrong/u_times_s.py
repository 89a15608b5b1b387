"""The columns keep the singular values.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    u, s, vt = np.linalg.svd(rng.standard_normal(shape), full_matrices=False)
    q = u * s
    return gain * (q if q.shape == tuple(shape) else vt)
