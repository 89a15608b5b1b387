"""The difference is not divided.

property: one round on two curvatures, by hand
cause: not yet divided
kind: idea
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        hv = gradient(w + h * v) - gradient(w - h * v)
        value = v @ hv
        v = hv / np.linalg.norm(hv)
    return value, v
