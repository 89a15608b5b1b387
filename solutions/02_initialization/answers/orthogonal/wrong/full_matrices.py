"""The default full_matrices=True.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    u, _, vt = np.linalg.svd(rng.standard_normal(shape))
    return gain * (u if shape[0] >= shape[1] else vt)
