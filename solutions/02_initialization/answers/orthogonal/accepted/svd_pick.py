"""The factor of the SVD that has the shape."""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    u, _, vt = np.linalg.svd(rng.standard_normal(shape), full_matrices=False)
    return gain * (u if u.shape == tuple(shape) else vt)
