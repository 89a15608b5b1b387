"""The wide matrix comes back tall.

property: wide: orthonormal rows
kind: detail
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    q, _ = np.linalg.qr(rng.standard_normal((max(shape), min(shape))))
    return gain * q
