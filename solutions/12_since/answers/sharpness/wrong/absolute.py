"""The size of the curvature.

property: a curvature that is negative keeps its sign
cause: The length of H v has no sign
kind: detail
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
        value = abs(v @ hv)
        v = hv / np.linalg.norm(hv)
    return value, v
