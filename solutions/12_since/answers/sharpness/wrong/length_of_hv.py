"""The length of H v, which has no sign.

property: one round on two curvatures, by hand
cause: That is the length of H v.
kind: detail
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
        value = np.linalg.norm(hv)
        v = hv / np.linalg.norm(hv)
    return value, v
