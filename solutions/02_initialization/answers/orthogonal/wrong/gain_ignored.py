"""gain is not used.

property: gain
kind: detail
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    u, s, vt = np.linalg.svd(rng.standard_normal(shape), full_matrices=False)
    return u @ vt
