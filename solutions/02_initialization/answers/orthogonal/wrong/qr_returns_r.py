"""The triangle instead of Q.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    a = rng.standard_normal((max(shape), min(shape)))
    q, r = np.linalg.qr(a)
    return gain * r
