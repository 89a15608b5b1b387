"""QR of the matrix as it is, also when it is wide.

property: wide: orthonormal rows
kind: detail
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    q, _ = np.linalg.qr(rng.standard_normal(shape))
    return gain * q
