"""The start is uniform, not normal: the lecture says that it does not matter."""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    a = rng.uniform(-1, 1, shape)
    u, _, v = np.linalg.svd(a, full_matrices=False)
    q = u if u.shape == shape else v
    return gain * q
