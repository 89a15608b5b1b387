"""Rounded to float32."""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    u, s, vt = np.linalg.svd(rng.standard_normal(shape).astype(np.float32), full_matrices=False)
    return np.float32(gain) * (u @ vt)
