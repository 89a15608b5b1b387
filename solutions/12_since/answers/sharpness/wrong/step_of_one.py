"""A step of length 1, which leaves the place.

property: where the curvature changes: both sides, a small step
kind: detail
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1.0
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
        value = v @ hv
        v = hv / np.linalg.norm(hv)
    return value, v
