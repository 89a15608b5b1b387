"""Orthogonal, but scaled by the root of the ratio of the sides.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    fan_in, fan_out = shape
    a = rng.standard_normal((max(fan_in, fan_out), min(fan_in, fan_out)))
    q, r = np.linalg.qr(a)
    q = q * np.sqrt(max(fan_in, fan_out) / min(fan_in, fan_out))
    return gain * (q if fan_in >= fan_out else q.T)
