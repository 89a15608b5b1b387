"""The v that comes in keeps its length in the first round.

property: one round on two curvatures, by hand
cause: v came with length 4.24
kind: detail
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
        value = v @ hv
        v = hv / np.linalg.norm(hv)
    return value, v
