"""The mean curvature of all rounds.

property: many rounds: the largest curvature
kind: idea
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v = v / np.linalg.norm(v)
    values = []
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
        values.append(v @ hv)
        v = hv / np.linalg.norm(hv)
    return np.mean(values), v
