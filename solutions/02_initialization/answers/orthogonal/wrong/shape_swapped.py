"""The shape is turned around.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    u, _, vt = np.linalg.svd(rng.standard_normal(shape[::-1]), full_matrices=False)
    return gain * u @ vt
