"""The v that came in is returned.

property: one round on two curvatures, by hand
kind: detail
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    start = v
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
        value = v @ hv
        v = hv / np.linalg.norm(hv)
    return value, start
