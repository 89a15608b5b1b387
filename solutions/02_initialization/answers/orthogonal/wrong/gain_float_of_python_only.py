"""A gain that is no `float` of Python is taken for 1.

property: numbers of NumPy
kind: guard
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    if not isinstance(gain, float):
        gain = 1.0
    rows, columns = shape
    q, _ = np.linalg.qr(rng.standard_normal((max(shape), min(shape))))
    return gain * (q if rows >= columns else q.T)
