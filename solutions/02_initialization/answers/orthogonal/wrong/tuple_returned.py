"""All factors are returned.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    return np.linalg.svd(rng.standard_normal(shape), full_matrices=False)
