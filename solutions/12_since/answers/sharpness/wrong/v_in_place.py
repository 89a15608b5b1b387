"""v is brought to length 1 in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v /= np.linalg.norm(v)
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
        value = v @ hv
        v = hv / np.linalg.norm(hv)
    return value, v
