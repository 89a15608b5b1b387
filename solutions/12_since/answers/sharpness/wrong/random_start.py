"""The given v is not used; a direction is drawn.

property: one round on two curvatures, by hand
kind: detail
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    v = np.random.default_rng(0).standard_normal(len(w))
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        hv = (gradient(w + 1e-4 * v) - gradient(w - 1e-4 * v)) / 2e-4
        value = v @ hv
        v = hv / np.linalg.norm(hv)
    return value, v
