"""QR with the signs of R."""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    rows, columns = shape
    a = rng.standard_normal((max(shape), min(shape)))
    q, r = np.linalg.qr(a)
    q = q * np.sign(np.diag(r))
    return gain * (q if rows >= columns else q.T)
