"""The slope along the last v in the place of the curvature.

property: one round on two curvatures, by hand
kind: idea
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        v = (gradient(w + 1e-4 * v) - gradient(w - 1e-4 * v)) / 2e-4
        v = v / np.linalg.norm(v)
    return v @ gradient(w), v
