"""The third factor is transposed again.

property: wide: orthonormal rows
kind: detail
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    u, s, vt = np.linalg.svd(rng.standard_normal(shape), full_matrices=False)
    return gain * (u if u.shape == tuple(shape) else vt.T)
