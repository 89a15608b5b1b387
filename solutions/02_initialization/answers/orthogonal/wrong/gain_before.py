"""gain scales the random matrix before the decomposition.

property: gain
kind: detail
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    u, _, vt = np.linalg.svd(gain * rng.standard_normal(shape), full_matrices=False)
    return u @ vt
