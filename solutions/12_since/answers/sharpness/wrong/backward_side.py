"""A difference to the other side.

property: where the curvature changes: both sides, a small step
cause: The gradient at w itself is no end of the difference
kind: detail
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        hv = (gradient(w) - gradient(w - h * v)) / h
        value = v @ hv
        v = hv / np.linalg.norm(hv)
    return value, v
