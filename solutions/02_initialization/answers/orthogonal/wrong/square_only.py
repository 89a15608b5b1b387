"""Right only when the matrix is square.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    q, _ = np.linalg.qr(rng.standard_normal((shape[0], shape[0])))
    return gain * q
