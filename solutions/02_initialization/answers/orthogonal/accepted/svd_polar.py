"""U @ Vt, the nearest orthogonal matrix."""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    u, _, vt = np.linalg.svd(rng.normal(0.0, 1.0, shape), full_matrices=False)
    return gain * u @ vt
