"""Every round begins with the v that came in.

property: one round on two curvatures, by hand
cause: Return the v that the next round would begin with
kind: idea
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
        value = v @ hv
    return value, v
