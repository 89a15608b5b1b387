"""v is brought to length 1 for the difference, and the quotient divides by its length."""

import numpy as np


def sharpness(gradient, w, v, rounds):
    value = 0.0
    for _ in range(rounds):
        v = v / np.linalg.norm(v)
        ahead, behind = gradient(w + 1e-5 * v), gradient(w - 1e-5 * v)
        hv = (ahead - behind) / 2e-5
        value = np.dot(v, hv) / np.dot(v, v)
        v = hv
    return value, v / np.linalg.norm(v)
