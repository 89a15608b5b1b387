"""The corner of a large orthogonal matrix."""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    n = max(shape)
    q, _ = np.linalg.qr(rng.standard_normal((n, n)))
    return gain * q[: shape[0], : shape[1]]
