"""U times the singular values.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    u, s, vt = np.linalg.svd(rng.standard_normal(shape), full_matrices=False)
    return gain * (u * s) @ vt
