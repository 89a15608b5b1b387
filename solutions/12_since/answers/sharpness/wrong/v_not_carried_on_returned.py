"""Only the last v is turned.

property: many rounds: the largest curvature
cause: Every round begins with the v that the one before left
kind: idea
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
        value = v @ hv
    return value, hv / np.linalg.norm(hv)
