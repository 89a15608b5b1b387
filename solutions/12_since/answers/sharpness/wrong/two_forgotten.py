"""The difference is divided by h and not by 2 h.

property: one round on two curvatures, by hand
cause: The two points lie 2 h apart
kind: idea
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / h
        value = v @ hv
        v = hv / np.linalg.norm(hv)
    return value, v
