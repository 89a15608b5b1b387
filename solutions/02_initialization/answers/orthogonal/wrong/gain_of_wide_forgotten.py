"""The gain is lost on the way that transposes.

property: gain
kind: detail
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    a = rng.standard_normal((max(shape), min(shape)))
    q, r = np.linalg.qr(a)
    if shape[0] < shape[1]:
        return q.T
    return gain * q
