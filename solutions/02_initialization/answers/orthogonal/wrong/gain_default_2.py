"""The default of gain is sqrt(2).

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=2**0.5):
    u, _, vt = np.linalg.svd(rng.standard_normal(shape), full_matrices=False)
    return gain * u @ vt
