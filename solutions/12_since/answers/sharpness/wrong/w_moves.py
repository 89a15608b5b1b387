"""w is moved along v and back.

property: inputs unchanged
kind: idea
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        w += h * v
        ahead = gradient(w)
        w -= 2 * h * v
        hv = (ahead - gradient(w)) / (2 * h)
        value = v @ hv
        v = hv / np.linalg.norm(hv)
    return value, v
