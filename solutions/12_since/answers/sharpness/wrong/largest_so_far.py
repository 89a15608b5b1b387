"""The largest value of all rounds, from 0.

property: a curvature that is negative keeps its sign
kind: detail
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v = v / np.linalg.norm(v)
    value = 0.0
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
        value = max(value, v @ hv)
        v = hv / np.linalg.norm(hv)
    return value, v
