"""After many rounds the direction comes back with the curvature as its length.

property: many rounds: its direction, at length 1
kind: detail
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
        value = v @ hv
        v = hv / np.linalg.norm(hv)
    return value, v if rounds == 1 else hv
