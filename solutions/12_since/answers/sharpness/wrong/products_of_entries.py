"""v * Hv, which is no number.

property: one round on two curvatures, by hand
kind: idea
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        hv = (gradient(w + 1e-4 * v) - gradient(w - 1e-4 * v)) / 2e-4
        value = v * hv
        v = hv / np.linalg.norm(hv)
    return value, v
