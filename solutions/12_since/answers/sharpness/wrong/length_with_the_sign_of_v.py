"""The length of H v with the sign of the sum of v.

property: one round on two curvatures, by hand
kind: idea
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        g = gradient(w + h * v) - gradient(w - h * v)
        hv = g / (2 * h)
        value = np.linalg.norm(hv) * np.sign(v.sum())
        v = hv / np.linalg.norm(hv)
    return value, v
