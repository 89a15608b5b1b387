"""The full factors around a diagonal of ones."""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    u, s, vt = np.linalg.svd(rng.standard_normal(shape))
    return gain * (u @ np.eye(*shape) @ vt)
