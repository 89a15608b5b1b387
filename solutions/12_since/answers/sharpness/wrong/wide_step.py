"""A step to one side, twice as long.

property: where the curvature changes: both sides, a small step
kind: detail
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 0.0002
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w)) / h
        value = v @ hv
        v = hv / np.linalg.norm(hv)
    return value, v
