"""A fixed seed inside the function.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    rng = np.random.default_rng(0)
    u, s, vt = np.linalg.svd(rng.standard_normal(shape), full_matrices=False)
    return gain * u @ vt
