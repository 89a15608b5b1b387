"""QR without a correction of signs."""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    d, m = shape
    a = rng.standard_normal((d, m))
    if d < m:
        return gain * np.linalg.qr(a.T)[0].T
    return gain * np.linalg.qr(a)[0]
