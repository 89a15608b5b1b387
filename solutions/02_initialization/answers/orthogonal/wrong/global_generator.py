"""The global generator of NumPy.

property: the numbers come from rng
kind: guard
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    u, _, vt = np.linalg.svd(np.random.randn(*shape), full_matrices=False)
    return gain * u @ vt
