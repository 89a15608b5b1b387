"""The curvature along the last axis, at every round.

property: one round on two curvatures, by hand
kind: idea
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    v = np.zeros_like(w)
    v[-1] = 1.0
    hv = (gradient(w + 1e-4 * v) - gradient(w - 1e-4 * v)) / 2e-4
    return v @ hv, v
