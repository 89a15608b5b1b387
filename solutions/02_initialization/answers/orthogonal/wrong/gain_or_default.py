"""A gain of 0 is taken for none.

property: gain = 0 is like any other
kind: guard
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    gain = gain or 1.0
    rows, columns = shape
    q, _ = np.linalg.qr(rng.standard_normal((max(shape), min(shape))))
    return gain * (q if rows >= columns else q.T)
